package io.voxmachina.dynamo;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The same promises over the wire, by the HTTP client that is deployed, with more patience. Needs
/// a Docker engine and the image; `DOCKER_LOCATION` may name the docker command.
@Tag("localstack")
@ExtendWith(DockerEngine.Needed.class)
class LocalStackTest extends StoreContract {
    private static LocalStack localStack;
    private static DynamoDbClient client;
    private static Table table;

    @BeforeAll
    static void start() throws IOException {
        System.out.println("LocalStack runs from the image " + DockerEngine.find().image());
        localStack = LocalStack.start();
        client =
                DynamoCalls.builder()
                        .httpClientBuilder(Apache5HttpClient.builder())
                        .overrideConfiguration(it -> it.apiCallTimeout(Duration.ofMinutes(1)))
                        .region(Region.US_EAST_1)
                        .endpointOverride(localStack.endpoint())
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("test", "test")))
                        .build();
        table = LocalTable.fresh(client);
    }

    @BeforeEach
    void empty() {
        for (var item : client.scan(it -> it.tableName(table.name())).items()) {
            var key = Map.of("pk", item.get("pk"), "sk", item.get("sk"));
            client.deleteItem(it -> it.tableName(table.name()).key(key));
        }
    }

    @AfterAll
    static void stop() {
        if (client != null) client.close();
        if (localStack != null) localStack.close();
    }

    @Override
    public Store store() {
        return LocalTable.store(table);
    }
}
