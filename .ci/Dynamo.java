import io.voxmachina.fakes.http.Hosts;
import io.voxmachina.local.dynamo.LocalDynamo;

/// DynamoDB Local on a port of this machine alone, for .ci/sam-deploy. LocalStack passes on the host name that it was
/// itself asked under.
void main(String[] arguments) throws InterruptedException {
    LocalDynamo.inMemory(Integer.parseInt(arguments[0]), Hosts.ANY);
    Thread.currentThread().join();
}
