package io.voxmachina.local.system;

import io.voxmachina.dynamo.TableDefinition;
import io.voxmachina.fakes.aws.AsyncSettings;
import io.voxmachina.fakes.aws.EcsSettings;
import io.voxmachina.fakes.aws.FakeEcs;
import io.voxmachina.fakes.aws.FakeLambda;
import io.voxmachina.fakes.aws.FunctionHost;
import io.voxmachina.fakes.aws.Later;
import io.voxmachina.fakes.aws.TaskDefinition;
import io.voxmachina.fakes.http.Hosts;
import io.voxmachina.fakes.openai.LineCall;
import io.voxmachina.fakes.openai.ScriptedOpenAi;
import io.voxmachina.fakes.openai.script.Script;
import io.voxmachina.local.cli.Trouble;
import io.voxmachina.local.dynamo.DataFolder;
import io.voxmachina.local.dynamo.FolderLock;
import io.voxmachina.local.dynamo.LocalClients;
import io.voxmachina.local.dynamo.LocalDynamo;
import io.voxmachina.local.gateway.HttpFront;
import io.voxmachina.local.lambda.Concurrency;
import io.voxmachina.local.lambda.LambdaFunction;
import io.voxmachina.local.lambda.LambdaSettings;
import io.voxmachina.local.lambda.RuntimeApi;
import io.voxmachina.local.project.Deployment;
import io.voxmachina.local.system.LocalEnvironment.Endpoints;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

/// The whole system on one machine: the packaged functions and the monitor as processes of their
/// own, with the HTTP routes and environments that the templates give them; DynamoDB Local;
/// endpoints that speak AWS's protocols; and a scripted OpenAI unless a real one is given.
public final class LocalSystem implements AutoCloseable {
    private static final Duration TICK = Duration.ofMinutes(1);
    private static final String TICK_EVENT =
            "{\"version\":\"0\",\"id\":\"local\",\"detail-type\":\"Scheduled Event\",\"source\":\"aws.events\",\"detail\":{}}";
    private static final int TASKS = 50;

    /// A short limit leaves no time to start a successor's process: a snapshot would be there at
    /// once.
    private static final int SUCCESSION = 3;

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final LocalSettings settings;
    private final InstantSource clock = InstantSource.system();
    private final Map<String, LambdaFunction> functions = new LinkedHashMap<>();
    private FakeLambda lambda;
    private FakeEcs ecs;
    private MonitorTasks monitors;
    private Optional<ScriptedOpenAi> openAi = Optional.empty();
    private HttpFront front;
    private Optional<HttpFront> webhookFront = Optional.empty();

    private LocalSystem(LocalSettings settings) {
        this.settings = settings;
    }

    /// Starts everything, and has an instance of each function ready. Throws [Trouble] when
    /// something is missing.
    public static LocalSystem start(LocalSettings settings)
            throws IOException, InterruptedException {
        var system = new LocalSystem(settings);
        try {
            system.start();
            return system;
        } catch (IOException | InterruptedException | RuntimeException e) {
            system.close();
            throw e;
        }
    }

    private void start() throws IOException, InterruptedException {
        var deployment = Deployment.of(settings.home());
        var folder =
                settings.data().isPresent()
                        ? Optional.of(DataFolder.in(settings.data().get()))
                        : Optional.<DataFolder>empty();
        if (folder.isPresent()) open(FolderLock.on(folder.get().folder()));
        checkPackages(deployment);
        var later = later();
        var dynamo = open(dynamo(folder));
        makeTable(dynamo.uri());
        lambda = open(new FakeLambda(port(folder, "lambda"), AsyncSettings.LAMBDA, clock, later));
        ecs = open(ecs(port(folder, "ecs"), later));
        var secret = settings.given("OPENAI_WEBHOOK_SECRET").orElseGet(LocalSystem::newSecret);
        var environment =
                new LocalEnvironment(settings, endpoints(dynamo, secret, port(folder, "openai")));
        host(deployment, environment);
        register(deployment, environment);
        front = open(new HttpFront(settings.port(), deployment.routes(), lambda::invoke, clock));
        if (settings.webhookPort().isPresent())
            webhookFront = Optional.of(open(publicFront(deployment)));
        tick(later); // at once: calls may be open from before
    }

    private static void checkPackages(Deployment deployment) {
        for (var function : deployment.functions()) {
            if (Files.isDirectory(function.folder().resolve("lib"))) continue;
            throw new Trouble(
                    function.id()
                            + " is not built: run `mvn package` ("
                            + function.folder()
                            + " is missing).");
        }
    }

    private Later later() {
        var scheduler =
                Executors.newScheduledThreadPool(
                        2, Thread.ofPlatform().daemon().name("later-", 0).factory());
        opened.push(scheduler::shutdownNow);
        return Later.on(scheduler);
    }

    private static int port(Optional<DataFolder> folder, String name) throws IOException {
        return folder.isPresent() ? folder.get().port(name) : 0;
    }

    private LocalDynamo dynamo(Optional<DataFolder> folder) throws IOException {
        if (folder.isEmpty()) return LocalDynamo.inMemory(0);
        return LocalDynamo.in(
                Files.createDirectories(folder.get().calls()), folder.get().port("dynamo"));
    }

    private static void makeTable(URI dynamo) {
        try (var client = LocalClients.dynamo(dynamo)) {
            if (!client.listTables().tableNames().contains(DataFolder.TABLE)) {
                TableDefinition.create(client, DataFolder.TABLE);
            }
        }
    }

    private FakeEcs ecs(int port, Later later) {
        var ecsSettings = new EcsSettings(LocalEnvironment.CLUSTER, settings.taskDelay(), TASKS);
        return new FakeEcs(
                port, ecsSettings, clock, later, event -> lambda.send("KeeperFunction", event));
    }

    private Endpoints endpoints(LocalDynamo dynamo, String secret, int openAiPort) {
        return new Endpoints(
                dynamo.uri().toString(),
                lambda.uri().toString(),
                ecs.uri().toString(),
                openAi(secret, openAiPort),
                secret);
    }

    private String openAi(String secret, int port) {
        if (settings.ownOpenAi())
            return settings.given("OPENAI_BASE_URL").orElse("https://api.openai.com/v1");
        var scripted = ScriptedOpenAi.Settings.of(LocalEnvironment.API_KEY, secret).onPort(port);
        openAi = Optional.of(open(ScriptedOpenAi.start(scripted)));
        return openAi.get().baseUrl().toString();
    }

    private static String newSecret() {
        var key = new byte[24];
        new SecureRandom().nextBytes(key);
        return "whsec_" + Base64.getEncoder().encodeToString(key);
    }

    private void host(Deployment deployment, LocalEnvironment environment)
            throws InterruptedException {
        var api = open(new RuntimeApi());
        var concurrency = new Concurrency(settings.concurrency(), settings.log(), clock);
        for (var function : deployment.functions()) {
            var lambdaSettings =
                    new LambdaSettings(
                            function.id(),
                            function.folder(),
                            function.handler(),
                            environment.of(function.environment()),
                            function.memoryMb(),
                            Duration.ofSeconds(60));
            var hosted = open(new LambdaFunction(lambdaSettings, api, concurrency, settings.log()));
            functions.put(function.id(), hosted);
            lambda.host(function.id(), hosted, timeout(function));
        }
        warm();
    }

    private Duration timeout(Deployment.Function function) {
        if (!function.id().equals("ResponderFunction")) return function.timeout();
        return settings.lambdaLimit().orElse(function.timeout());
    }

    /// As a snapshot would have them: started before the first call.
    private void warm() throws InterruptedException {
        try {
            for (var function : functions.values()) function.warm(1);
            if (settings.lambdaLimit().isPresent()) function("ResponderFunction").warm(SUCCESSION);
        } catch (FunctionHost.Failed e) {
            throw new Trouble("A function does not start: " + e.getMessage());
        }
    }

    private void register(Deployment deployment, LocalEnvironment environment) throws IOException {
        monitors = open(MonitorTasks.built(settings.home(), settings.log()));
        ecs.register(
                new TaskDefinition(
                        LocalEnvironment.FAMILY,
                        "monitor",
                        environment.ofTask(deployment.monitorEnvironment()),
                        Duration.ofSeconds(120),
                        monitors));
    }

    /// What a tunnel may show the world: patients' words are behind the other port.
    private HttpFront publicFront(Deployment deployment) {
        var routes =
                deployment.routes().stream()
                        .filter(
                                route ->
                                        route.path().equals("/webhook")
                                                || route.path().equals("/health"))
                        .toList();
        var port = settings.webhookPort().orElseThrow();
        return new HttpFront(port, Hosts.ANY, routes, lambda::invoke, clock);
    }

    private void tick(Later later) {
        lambda.send("KeeperFunction", TICK_EVENT);
        later.run(TICK, () -> tick(later));
    }

    private <T extends AutoCloseable> T open(T part) {
        opened.push(part);
        return part;
    }

    /// Of the HTTP API.
    public URI uri() {
        return front.uri();
    }

    /// Of the second HTTP API, if there is one.
    public Optional<URI> webhookUri() {
        return webhookFront.map(HttpFront::uri);
    }

    /// Has the scripted OpenAI call us. Throws [Trouble] when a real one is in its place.
    public LineCall dial(Script script) {
        return scriptedOpenAi().dial(script, uri().resolve("/webhook"));
    }

    ScriptedOpenAi scriptedOpenAi() {
        return openAi.orElseThrow(() -> new Trouble("Scripted calls need the scripted OpenAI."));
    }

    boolean scripted() {
        return openAi.isPresent();
    }

    LambdaFunction function(String id) {
        return functions.get(id);
    }

    /// The process ids of all living instances of a function.
    public List<Long> instances(String function) {
        return function(function).instances();
    }

    /// The tasks.
    public MonitorTasks monitors() {
        return monitors;
    }

    FakeEcs ecs() {
        return ecs;
    }

    /// Closes everything, last opened first.
    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                settings.log().accept("not closed: " + e.getClass().getName());
            }
        }
    }
}
