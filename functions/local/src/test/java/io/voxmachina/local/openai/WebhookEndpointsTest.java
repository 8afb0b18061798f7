package io.voxmachina.local.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.local.CommandRun;
import io.voxmachina.local.LoopbackApi;
import io.voxmachina.local.LoopbackApi.Asked;
import io.voxmachina.local.LoopbackApi.Said;
import io.voxmachina.local.VoxProcess;
import io.voxmachina.local.cli.Http;
import io.voxmachina.local.cli.Trouble;
import io.voxmachina.local.deploy.FakeCloud;
import io.voxmachina.local.project.Templates;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// OpenAI's webhooks, at a server that answers as openai-java 4.100.0 reads it.
class WebhookEndpointsTest {
    private static final URI OURS = URI.create("https://abc.example.com/webhook");
    private static final String KEY = "sk-proj-0123456789abcdef01";
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String NONE = "{\"object\":\"list\",\"data\":[],\"has_more\":false}";
    private static final String ONE =
            "{\"object\":\"list\",\"data\":[{\"id\":\"we_1\",\"url\":\"" + OURS + "\"}]}";
    private static final String MADE =
            "{\"id\":\"we_1\",\"url\":\"" + OURS + "\",\"signing_secret\":\"" + SECRET + "\"}";

    @TempDir private Path folder;
    private LoopbackApi api;
    private Http http;
    private volatile String list = NONE;
    private volatile Said refusal;

    @BeforeEach
    void anApi() throws IOException {
        api = new LoopbackApi(this::answer);
        http = new Http();
    }

    @AfterEach
    void close() {
        http.close();
        api.close();
    }

    @Test
    void aWebhookIsMadeForRingingCalls() {
        var made = endpoints().create("phone", OURS);

        assertEquals(SECRET, made.secret());
        assertFalse(made.toString().contains(SECRET));
        assertEquals(
                new Asked(
                        "POST",
                        "/v1/webhook_endpoints",
                        "Bearer " + KEY,
                        "null",
                        "{\"name\":\"phone\",\"url\":\""
                                + OURS
                                + "\",\"event_types\":[\"realtime.call.incoming\"]}"),
                api.asked().getFirst());
    }

    @Test
    void aRotationLetsTheOldSecretCountForADay() {
        assertEquals(SECRET, endpoints().rotate("we_1").secret());

        var asked = api.asked().getFirst();
        assertEquals("/v1/webhook_endpoints/we_1/rotate_secret", asked.path());
        assertEquals("{\"keep_old_secret_active_for_24_hours\":true}", asked.body());
    }

    @Test
    void aWebhookIsFoundByItsUrlOnWhicheverPage() {
        list =
                "{\"data\":[{\"id\":\"we_0\",\"url\":\"x\"}],\"has_more\":true,\"last_id\":\"we_0\"}";
        assertEquals(Optional.of("we_9"), endpoints().find(OURS));
        assertEquals("/v1/webhook_endpoints?limit=100&after=we_0", api.asked().getLast().path());

        list = NONE;
        assertEquals(Optional.empty(), endpoints().find(OURS));
    }

    @Test
    void aRefusalIsOneSentence() {
        refusal = new Said(401, "{}");
        assertEquals("OpenAI does not accept the API key.", refused());

        refusal = new Said(400, "{\"error\":{\"message\":\"Invalid URL.\"}}");
        assertEquals("OpenAI answered 400: Invalid URL.", refused());
    }

    private String refused() {
        return assertThrows(Trouble.class, () -> endpoints().create("phone", OURS)).getMessage();
    }

    @Test
    void theCommandStoresTheSecretWhereTheStackReadsIt() throws Exception {
        var vox = vox();
        var code = VoxProcess.code(create(vox, "--store"));

        assertEquals(0, code, vox::output);
        var stored = api.asked().getLast();
        assertEquals("secretsmanager.PutSecretValue", stored.target());
        assertTrue(stored.body().contains("\"SecretString\":\"" + SECRET + "\""));
        assertTrue(stored.body().contains("\"SecretId\":\"arn:secret\""));
        assertFalse(vox.output().contains(SECRET), vox.output());
    }

    /// In the region that AWS's tools in Python read, too.
    @Test
    void withoutAUrlTheStackIsAskedForIt() throws Exception {
        var cloud = FakeCloud.in(folder, "aws");
        cloud.status("voxmachina", "CREATE_COMPLETE");
        var environment = new HashMap<>(vox().environment());
        environment.putAll(cloud.environment());
        environment.remove("AWS_REGION");
        environment.put("AWS_DEFAULT_REGION", "eu-west-1");
        var vox = new VoxProcess(Templates.PROJECT, folder.resolve("said"), environment);

        var words = List.of("openai", "webhook", "create", "--api-key-from-env", "--store");
        var code = VoxProcess.code(vox.start(words.toArray(String[]::new)));

        assertEquals(0, code, vox::output);
        var made = api.asked().stream().filter(it -> it.body().contains("event_types")).toList();
        var url = "https://abc.execute-api.eu-west-1.amazonaws.com/webhook";
        assertTrue(made.getFirst().body().contains(url), made.toString());
        assertEquals("secretsmanager.PutSecretValue", api.asked().getLast().target());
    }

    @Test
    void withNoPlaceForTheSecretNoneIsMade() throws Exception {
        refusal = new Said(403, "{\"__type\":\"AccessDeniedException\"}");
        var vox = vox();

        assertEquals(1, VoxProcess.code(create(vox, "--store")));
        assertTrue(vox.output().contains("do not permit this with the secrets"), vox.output());
        assertTrue(api.asked().stream().noneMatch(it -> it.path().startsWith("/v1/")));
    }

    @Test
    void theCommandMakesNoSecondWebhookForTheSameUrl() throws Exception {
        list = ONE;
        var vox = vox();

        assertEquals(1, VoxProcess.code(create(vox)));
        assertTrue(vox.output().contains("already (we_1)"), vox.output());
        assertEquals(1, api.asked().size());
    }

    @Test
    void withoutAStoreTheCommandShowsTheSecret() throws Exception {
        var vox = vox();

        assertEquals(0, VoxProcess.code(create(vox)), vox::output);
        assertTrue(vox.output().contains(SECRET));
        assertFalse(vox.output().contains(KEY));
    }

    @Test
    void anAddressWithoutTlsIsRefusedBeforeAnythingIsAsked() {
        var run = CommandRun.of("openai", "webhook", "create", "--url", "http://127.0.0.1/webhook");

        assertEquals(1, run.code());
        assertTrue(run.err().contains("https addresses only"), run.err());
    }

    private static Process create(VoxProcess vox, String... more) throws IOException {
        var words = new ArrayList<String>();
        words.addAll(List.of("openai", "webhook", "create", "--api-key-from-env"));
        words.addAll(List.of("--url", OURS.toString()));
        words.addAll(List.of(more));
        return vox.start(words.toArray(String[]::new));
    }

    private VoxProcess vox() {
        var uri = api.uri().toString();
        var environment =
                Map.of(
                        "OPENAI_BASE_URL",
                        uri + "/v1",
                        "OPENAI_API_KEY",
                        KEY,
                        "AWS_REGION",
                        "eu-west-1",
                        "AWS_ACCESS_KEY_ID",
                        "test",
                        "AWS_SECRET_ACCESS_KEY",
                        "test",
                        "AWS_ENDPOINT_URL_LAMBDA",
                        uri,
                        "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                        uri);
        return new VoxProcess(Templates.PROJECT, folder.resolve("said"), environment);
    }

    private WebhookEndpoints endpoints() {
        return new WebhookEndpoints(URI.create(api.uri() + "/v1"), KEY, http);
    }

    private Said answer(Asked asked) {
        if (refusal != null) return refusal;
        if (asked.target().startsWith("secretsmanager")) return new Said(200, "{}");
        if (asked.path().contains("/functions/voxmachina-webhook/configuration"))
            return new Said(
                    200,
                    "{\"Environment\":{\"Variables\":{\"WEBHOOK_SECRET_ID\":\"arn:secret\"}}}");
        if (asked.method().equals("POST")) return new Said(200, MADE);
        return new Said(200, asked.path().contains("after=") ? ONE.replace("we_1", "we_9") : list);
    }
}
