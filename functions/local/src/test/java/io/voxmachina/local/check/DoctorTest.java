package io.voxmachina.local.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.fakes.aws.FakeSecretsManager;
import io.voxmachina.fakes.http.HttpReply;
import io.voxmachina.fakes.http.HttpRequest;
import io.voxmachina.fakes.http.Loopback;
import io.voxmachina.local.VoxProcess;
import io.voxmachina.local.check.Finding.Level;
import io.voxmachina.local.deploy.FakeCloud;
import io.voxmachina.local.dynamo.LocalClients;
import io.voxmachina.local.event.FreshEvent;
import io.voxmachina.local.event.SampleWorld;
import io.voxmachina.local.project.Templates;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

@Timeout(60)
class DoctorTest {
    private static final String KEY = "sk-proj-0123456789abcdefghij";
    private static final String SECRET = FreshEvent.PUBLIC_SECRET;

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "OPENAI_API_KEY,        sk-proj-0123456789abcdefghij, GOOD",
        "OPENAI_API_KEY,        my-key,                       WRONG",
        "OPENAI_API_KEY,        ' sk-proj-0123456789abcdefg', WRONG",
        "OPENAI_WEBHOOK_SECRET, whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw, GOOD",
        "OPENAI_WEBHOOK_SECRET, MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw,       WRONG",
        "OPENAI_WEBHOOK_SECRET, whsec_***,                    WRONG",
        "OPENAI_WEBHOOK_SECRET, whsec_c2hvcnQ=,               WRONG",
        "OPENAI_BASE_URL,       https://eu.api.openai.com/v1, GOOD",
        "OPENAI_BASE_URL,       http://127.0.0.1:8182/v1,     GOOD",
        "OPENAI_BASE_URL,       https://api.openai.com,       WRONG",
        "OPENAI_BASE_URL,       http://api.openai.com/v1,     WRONG",
        "OPENAI_BASE_URL,       api.openai.com,               WRONG",
        "OPENAI_BASE_URL,       https://gateway.example/v1,   ADVICE",
    })
    void aSettingIsLookedAt(String name, String value, Level level) {
        var finding = finding(new OpenAiCheck(Map.of(name, value)).findings(), name);

        assertEquals(level, finding.level(), finding.sentence());
        var secret = value.length() > 10 && !name.endsWith("URL");
        assertFalse(secret && finding.sentence().contains(value.strip()), finding.sentence());
    }

    @Test
    void aKeyWithoutASigningSecretIsHalfOfIt() {
        var findings = new OpenAiCheck(Map.of("OPENAI_API_KEY", KEY)).findings();

        assertEquals(Level.ADVICE, finding(findings, "OPENAI_WEBHOOK_SECRET").level());
    }

    @Test
    void theResidencyOfTheApiTellsTheSipAddress() {
        var eu = Map.of("OPENAI_BASE_URL", "https://eu.api.openai.com/v1");
        var sentence = finding(new OpenAiCheck(eu).findings(), "OPENAI_BASE_URL").sentence();

        assertTrue(sentence.contains("sip-eu.api.openai.com"), sentence);
        var hosts = Templates.MAIN.root().at("/Mappings/OpenAi");
        for (var region : hosts) {
            var host = URI.create(region.path("Api").asText()).getHost();
            assertEquals(region.path("Sip").asText(), OpenAiCheck.SIP.get(host));
        }
    }

    @Test
    void functionsThatAreNotBuiltAreWrong() throws IOException {
        var finding = finding(machine(0), "Functions");

        assertEquals(Level.WRONG, finding.level());
        assertTrue(finding.sentence().contains("mvn"), finding.sentence());
    }

    @Test
    void aSamCliThatIsTooOldForTheTemplateIsTold() throws Exception {
        var cloud = FakeCloud.in(folder, "sam");
        cloud.sam("1.148.0");
        var vox = new VoxProcess(folder, folder.resolve("said"), cloud.environment());

        vox.start("doctor").waitFor();

        assertTrue(vox.output().contains("install AWS SAM CLI 1.149 or newer"), vox.output());
    }

    @Test
    void theSampleAgentIsNotForRealCallers() throws IOException {
        var finding = finding(machine(0), "Agent");

        assertEquals(Level.ADVICE, finding.level());
        assertTrue(finding.sentence().contains("still the sample"), finding.sentence());
    }

    @Test
    void aPortThatAnotherProgramHasIsNamed() throws IOException {
        try (var other = Loopback.serving(0, 1_000, _ -> HttpReply.json(200, "{}"))) {
            var finding = finding(machine(other.port()), "Port " + other.port());

            assertEquals(Level.ADVICE, finding.level());
        }
    }

    @Test
    void aRunningLocalSystemIsRecognised() throws IOException {
        try (var local =
                Loopback.serving(0, 1_000, _ -> HttpReply.json(200, "{\"version\":\"7\"}"))) {
            var finding = finding(machine(local.port()), "Port " + local.port());

            assertEquals(Level.GOOD, finding.level());
            assertTrue(finding.sentence().contains("7"), finding.sentence());
        }
    }

    private List<Finding> machine(int port) throws IOException {
        return new MachineCheck(folder, port == 0 ? free() : port).findings();
    }

    private static int free() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void aStackWithEverythingIsGood() throws Exception {
        var levels = stack(KEY, SECRET, 1_000, SampleWorld.TABLE);

        assertEquals(
                Map.of(
                        "Stack s", Level.GOOD,
                        "Table", Level.GOOD,
                        "API key", Level.GOOD,
                        "Webhook secret", Level.GOOD,
                        "Concurrency", Level.GOOD),
                levels);
    }

    @Test
    void whatAStackLacksIsFound() throws Exception {
        var levels = stack("replace-me", "replace-me", 10, "other");

        assertEquals(
                Map.of(
                        "Stack s", Level.GOOD,
                        "Table", Level.WRONG,
                        "API key", Level.WRONG,
                        "Webhook secret", Level.WRONG,
                        "Concurrency", Level.ADVICE),
                levels);
    }

    @Test
    void whoHasStoredNoSecretYetIsToldHow() throws Exception {
        var findings = findings("replace-me", SECRET, 1_000, SampleWorld.TABLE);

        var sentence = finding(findings, "API key").sentence();
        assertTrue(sentence.contains("docs/openai.md"), sentence);
    }

    private static Map<String, Level> stack(
            String key, String webhookSecret, int concurrency, String table) throws Exception {
        return findings(key, webhookSecret, concurrency, table).stream()
                .collect(Collectors.toMap(Finding::what, Finding::level));
    }

    private static List<Finding> findings(
            String key, String webhookSecret, int concurrency, String table) throws Exception {
        try (var world = SampleWorld.anywhere();
                var vault = new FakeSecretsManager(0, InstantSource.system());
                var account = Loopback.serving(0, 1_000, it -> account(it, concurrency, table));
                var lambda = at(account.uri(), LambdaClient.builder()).build();
                var secrets = at(vault.uri(), SecretsManagerClient.builder()).build();
                var dynamo = LocalClients.dynamo(world.uris().getFirst())) {
            vault.put("key", key);
            vault.put("webhook", webhookSecret);
            return new AwsCheck(lambda, dynamo, secrets).of("s");
        }
    }

    /// The two answers of Lambda that matter (Lambda API reference: GetFunctionConfiguration,
    /// GetAccountSettings).
    private static HttpReply account(HttpRequest request, int concurrency, String table) {
        return HttpReply.json(
                200,
                request.path().contains("account-settings")
                        ? "{\"AccountLimit\":{\"ConcurrentExecutions\":" + concurrency + "}}"
                        : "{\"FunctionName\":\"s-webhook\",\"Environment\":{\"Variables\":{"
                                + "\"CALLS_TABLE\":\""
                                + table
                                + "\",\"API_KEY_SECRET_ID\":\"key\","
                                + "\"WEBHOOK_SECRET_ID\":\"webhook\"}}}");
    }

    private static <B extends AwsSyncClientBuilder<B, ?> & AwsClientBuilder<B, ?>> B at(
            URI endpoint, B builder) {
        var credentials = AwsBasicCredentials.create("local", "local");
        return builder.endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClientBuilder(Apache5HttpClient.builder());
    }

    private static Finding finding(List<Finding> findings, String what) {
        return findings.stream().filter(it -> it.what().equals(what)).findFirst().orElseThrow();
    }
}
