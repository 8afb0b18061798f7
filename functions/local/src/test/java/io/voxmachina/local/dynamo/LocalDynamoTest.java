package io.voxmachina.local.dynamo;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.local.RawHttp;
import io.voxmachina.local.lambda.ChildJvm;
import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

@Timeout(60)
class LocalDynamoTest {
    private static final String TABLE = "things";

    @TempDir Path folder;

    /// A page at evil.example, whose DNS name now says 127.0.0.1, asks for what callers said.
    @Test
    void aForeignHostNameReadsNothing() throws IOException {
        try (var dynamo = LocalDynamo.inMemory(0)) {
            var told = scan(dynamo, "Host: evil.example");

            assertTrue(told.startsWith("HTTP/1.1 421 "), told);
        }
    }

    @Test
    void noWebPageIsLetIn() throws IOException {
        try (var dynamo = LocalDynamo.inMemory(0)) {
            var told = scan(dynamo, "Host: 127.0.0.1\r\nOrigin: https://evil.example");

            assertTrue(told.startsWith("HTTP/1.1 403 "), told);
            assertFalse(told.contains("Access-Control"), told);
        }
    }

    private static String scan(LocalDynamo dynamo, String headers) throws IOException {
        var scan = "\r\nX-Amz-Target: DynamoDB_20120810.Scan\r\nContent-Type: text/plain";
        return RawHttp.post(dynamo.uri(), "/", headers + scan, "{\"TableName\":\"things\"}");
    }

    @Test
    void itWorksAsDynamoDbWhateverTheCredentials() {
        try (var dynamo = LocalDynamo.inMemory(0);
                var one = client(dynamo.uri(), "one");
                var other = client(dynamo.uri(), "other")) {
            createTable(one);
            put(one, "a");

            assertThrows(ConditionalCheckFailedException.class, () -> put(other, "a"));
            assertTrue(has(other, "a"));
            assertFalse(has(other, "b"));
        }
    }

    @Test
    void onlyLoopbackListens() throws IOException {
        try (var dynamo = LocalDynamo.inMemory(0)) {
            int port = dynamo.uri().getPort();

            assertTrue(accepts(InetAddress.getByName("127.0.0.1"), port));
            for (var address : otherAddresses()) {
                assertFalse(accepts(address, port), address.toString());
            }
        }
    }

    @Test
    void aTableSurvivesAKill() throws Exception {
        var lines = new LinkedBlockingQueue<String>();
        var process = program().start(Map.of(FOLDER, folder.toString()), lines::add);
        try (var killed = client(URI.create(lines.poll(20, TimeUnit.SECONDS)), "one")) {
            createTable(killed);
            put(killed, "a");
        }
        process.destroyForcibly().waitFor();

        try (var dynamo = LocalDynamo.in(folder, 0);
                var client = client(dynamo.uri(), "one")) {
            assertTrue(has(client, "a"));
            put(client, "b");
            assertTrue(has(client, "b"));
        }
        assertTrue(lines.isEmpty(), lines.toString());
    }

    private static final String FOLDER = "FOLDER";

    /// A process that is nothing but a DynamoDB with a folder.
    public static final class Program {
        private Program() {}

        public static void main(String[] args) throws Exception {
            System.out.println(LocalDynamo.in(Path.of(System.getenv(FOLDER)), 0).uri());
            Thread.currentThread().join();
        }
    }

    private static ChildJvm program() {
        var classPath =
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(Path::of)
                        .toList();
        var flags =
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dslf4j.internal.verbosity=ERROR");
        return new ChildJvm(flags, classPath, Program.class.getName());
    }

    private static List<InetAddress> otherAddresses() throws IOException {
        var addresses = new ArrayList<InetAddress>();
        NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.getHostAddress().equals("127.0.0.1"))
                .forEach(addresses::add);
        addresses.add(
                InetAddress.getByName("127.0.0.2")); // a wildcard listener answers here on Linux
        return addresses;
    }

    private static boolean accepts(InetAddress address, int port) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 2_000);
            return true;
        } catch (ConnectException | SocketTimeoutException | NoRouteToHostException _) {
            return false;
        }
    }

    private static void createTable(DynamoDbClient client) {
        var key = KeySchemaElement.builder().attributeName("pk").keyType(KeyType.HASH).build();
        var attribute =
                AttributeDefinition.builder()
                        .attributeName("pk")
                        .attributeType(ScalarAttributeType.S)
                        .build();
        client.createTable(
                it ->
                        it.tableName(TABLE)
                                .keySchema(key)
                                .attributeDefinitions(attribute)
                                .billingMode(BillingMode.PAY_PER_REQUEST));
    }

    private static void put(DynamoDbClient client, String id) {
        client.putItem(
                it ->
                        it.tableName(TABLE)
                                .item(Map.of("pk", AttributeValue.fromS(id)))
                                .conditionExpression("attribute_not_exists(pk)"));
    }

    private static boolean has(DynamoDbClient client, String id) {
        return client.getItem(it -> it.tableName(TABLE).key(Map.of("pk", AttributeValue.fromS(id))))
                .hasItem();
    }

    private static DynamoDbClient client(URI endpoint, String keyId) {
        var credentials = AwsBasicCredentials.create(keyId, "secret");
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(keyId.equals("one") ? Region.US_EAST_1 : Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClient(Apache5HttpClient.create())
                .build();
    }
}
