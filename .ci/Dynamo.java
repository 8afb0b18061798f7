import io.voxmachina.local.dynamo.LocalDynamo;

/// DynamoDB Local on a port of this machine alone, for .ci/sam-deploy.
void main(String[] arguments) throws InterruptedException {
    LocalDynamo.inMemory(Integer.parseInt(arguments[0]));
    Thread.currentThread().join();
}
