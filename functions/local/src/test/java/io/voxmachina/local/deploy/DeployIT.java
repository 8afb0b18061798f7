package io.voxmachina.local.deploy;

import static io.voxmachina.local.VoxProcess.code;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.voxmachina.local.VoxProcess;
import io.voxmachina.local.deploy.account.Account;
import io.voxmachina.local.deploy.account.Account.When;
import io.voxmachina.local.dynamo.LocalClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `vox deploy` and `vox undeploy` with the real SAM CLI, AWS CLI, Maven and jib. At each kind of
/// request that changes something in the account they are killed, with all that they started, and
/// run again: once before the account has done what was asked, once after.
class DeployIT {
    private static final String UPLOADS = "aws-sam-cli-managed-default";
    private static final String REPOSITORY = "voxmachina-monitor";
    private static final String TABLE = "voxmachina-Data-1A-Calls-2B";
    private static final List<String> DEPLOYMENT =
            List.of(
                    "CreateChangeSet voxmachina-registry",
                    "ExecuteChangeSet voxmachina-registry",
                    "push layer",
                    "push image",
                    "CreateChangeSet " + UPLOADS,
                    "ExecuteChangeSet " + UPLOADS,
                    "upload",
                    "CreateChangeSet voxmachina",
                    "ExecuteChangeSet voxmachina");
    private static final List<String> REMOVAL =
            List.of(
                    "DeleteStack voxmachina",
                    "DeleteStack voxmachina-registry",
                    "UpdateTable",
                    "DeleteTable");

    private final Account account = new Account();

    @TempDir private Path folder;
    private Path home;
    private volatile Process vox;

    @BeforeEach
    void aProjectAndAnAccount() throws IOException {
        for (var tool : List.of("sam", "aws", "mvn"))
            assumeTrue(isOnThePath(tool), "no " + tool + " on the PATH");
        home = ProjectCopy.in(folder.resolve("home"));
        account.registry().putBase("base", "1");
        var maven =
                List.of(
                        "-Dmaven.test.skip=true",
                        "-Dmonitor.base=" + account.registryHost() + "/base:1",
                        "-Djib.allowInsecureRegistries=true",
                        "-DsendCredentialsOverHttp=true");
        Files.createDirectories(home.resolve(".mvn"));
        Files.write(home.resolve(".mvn/maven.config"), maven);
    }

    @AfterEach
    void closeTheAccount() {
        account.close();
    }

    private static boolean isOnThePath(String tool) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(place -> Files.isExecutable(Path.of(place, tool)));
    }

    @Test
    void killedAtAnyStepItIsRunAgain() throws Exception {
        for (var step : DEPLOYMENT) for (var when : When.values()) killed(step, when, "deploy");
        assertEquals(0, code(vox("deploy")), this::said);
        assertDeployedOnce();

        var other = "AlarmEmail=me@example.com";
        killed("ExecuteChangeSet voxmachina", When.AFTER, "deploy", "--parameter", other);
        for (var step : REMOVAL)
            for (var when : When.values()) killed(step, when, "undeploy", "--delete-table");
        assertEquals(0, code(vox("undeploy", "--delete-table"), "voxmachina"), this::said);
        assertNothingIsLeft();

        var steps = Stream.concat(DEPLOYMENT.stream(), REMOVAL.stream()).collect(toSet());
        assertEquals(steps, Set.copyOf(account.changes()), "there is no other kind");
    }

    private void killed(String step, When when, String... command) throws Exception {
        account.strike(step, when, this::kill);
        assertNotEquals(0, code(vox(command), TABLE));
        assertFalse(account.isToStrike(), () -> when + " " + step + ": " + said());
    }

    private void kill() {
        var family = Stream.concat(Stream.of(vox.toHandle()), vox.descendants()).toList();
        family.forEach(ProcessHandle::destroyForcibly);
        family.forEach(it -> it.onExit().join());
    }

    private void assertDeployedOnce() {
        assertTrue(said().contains("WebhookUrl  https://"), said());
        var stacks = account.stacks();
        assertEquals(1, stacks.made("voxmachina-registry"));
        assertEquals(1, stacks.made("voxmachina"));
        var images = List.copyOf(account.registry().images(REPOSITORY).values());
        assertEquals(1, images.size(), images::toString);
        assertEquals(
                account.registryHost() + "/" + REPOSITORY + "@" + images.getFirst(),
                stacks.parameters("voxmachina").get("MonitorImage"));
    }

    private void assertNothingIsLeft() {
        assertEquals(Map.of(UPLOADS, "CREATE_COMPLETE"), account.stacks().states());
        assertEquals(Map.of(), account.registry().images(REPOSITORY));
        try (var client = LocalClients.dynamo(account.dynamo().uri())) {
            assertEquals(List.of(), client.listTables().tableNames());
        }
    }

    private Process vox(String... arguments) throws IOException {
        vox = process().start(arguments);
        return vox;
    }

    private String said() {
        return process().output();
    }

    private VoxProcess process() {
        var environment =
                Map.of(
                        "AWS_ENDPOINT_URL",
                        account.uri().toString(),
                        "AWS_ACCESS_KEY_ID",
                        "local",
                        "AWS_SECRET_ACCESS_KEY",
                        "local",
                        "AWS_REGION",
                        Account.REGION,
                        "AWS_DEFAULT_REGION",
                        Account.REGION,
                        "SAM_CLI_POLL_DELAY",
                        "0.2",
                        "TMPDIR",
                        folder.toString(),
                        "JAVA_TOOL_OPTIONS",
                        "-Djava.io.tmpdir=" + folder);
        return new VoxProcess(home, folder.resolve("said"), environment);
    }
}
