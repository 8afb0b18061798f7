package io.voxmachina.local.deploy;

import static io.voxmachina.local.VoxProcess.code;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.local.Await;
import io.voxmachina.local.VoxProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `vox deploy` and `vox undeploy` as processes of their own.
class DeployProcessTest {
    private static final String TABLE = "voxmachina-Data-1A-Calls-2B";
    private static final String OTHER = "voxmachina-Data-0Z-Calls-9Y";

    @TempDir private Path folder;
    private FakeCloud cloud;
    private Path home;

    @BeforeEach
    void anAccount() throws IOException {
        cloud = FakeCloud.in(folder, "aws", "sam", "mvn");
        home = cloud.home();
    }

    @Test
    void killedWhileAStackIsMadeItGoesOnFromThere() throws Exception {
        var hold = cloud.account().resolve("hold");
        assertEquals(0, new ProcessBuilder("mkfifo", hold.toString()).start().waitFor());
        var vox = vox("deploy");
        Await.until(() -> Files.exists(cloud.account().resolve("held")));

        vox.destroyForcibly().waitFor();
        letGo(hold);

        assertEquals(0, code(vox("deploy")), this::said);
        assertEquals("CREATE_COMPLETE", cloud.state().get("stacks/voxmachina"));
        assertEquals("CREATE_COMPLETE", cloud.state().get("stacks/voxmachina-registry"));
    }

    /// The sam that was left alone comes to its end, as AWS does.
    private static void letGo(Path hold) throws IOException {
        Files.writeString(hold, "");
        Files.delete(hold);
    }

    @Test
    void aMissingToolIsNamed() throws Exception {
        Files.delete(folder.resolve("bin/sam"));

        assertEquals(1, code(vox("deploy")));
        assertTrue(said().contains("There is no sam on the PATH"), said());
        assertFalse(Files.exists(cloud.account().resolve("calls")));
    }

    @Test
    void aSamCliThatIsTooOldForTheTemplateIsToldBeforeAnythingIsMade() throws Exception {
        cloud.sam("1.148.0");

        assertEquals(1, code(vox("deploy")));
        assertTrue(said().contains("install AWS SAM CLI 1.149 or newer"), said());
        assertEquals(List.of("sam --version"), cloud.calls());
    }

    @Test
    void aFaultyAgentIsToldBeforeAnythingIsMade() throws Exception {
        var agent = Files.createDirectories(folder.resolve("first/io/voxmachina/agent"));
        Files.writeString(agent.resolve("reception.json"), "{\"name\": \"\"}");
        var environment = new HashMap<>(cloud.environment());
        environment.put("JDK_JAVA_OPTIONS", "-Xbootclasspath/a:" + folder.resolve("first"));

        var vox = new VoxProcess(home, folder.resolve("said"), environment);

        assertEquals(1, code(vox.start("deploy")), this::said);
        assertTrue(said().contains("The agent's document is faulty: [$.name"), said());
        assertFalse(Files.exists(cloud.account().resolve("calls")));
    }

    @Test
    void theTableStaysUnlessItsNameIsTyped() throws Exception {
        assertEquals(0, code(vox("deploy")), this::said);

        assertEquals(1, code(vox("undeploy", "--delete-table"), "yes"));
        assertTrue(cloud.state().containsKey("stacks/voxmachina"));

        assertEquals(0, code(vox("undeploy", "--yes")), this::said);
        assertEquals(List.of("tables/" + TABLE), List.copyOf(cloud.state().keySet()));
        assertTrue(said().contains(TABLE + " stays"), said());

        assertEquals(0, code(vox("undeploy", "--delete-table"), TABLE), this::said);
        assertTrue(cloud.state().isEmpty());
    }

    @Test
    void theLineIsTakenAwayOnlyWhenItsNameIsTyped() throws Exception {
        assertEquals(0, code(vox("deploy", "--without-image")), this::said);
        var whole = cloud.state();

        assertEquals(1, code(vox("undeploy"), "yes"));
        assertTrue(
                said().startsWith("Account 123456789012, region eu-west-1, stack voxmachina\n"),
                said());
        assertTrue(said().contains("signing secret"), said());
        assertTrue(said().contains("nothing was deleted"), said());
        assertEquals(1, code(vox("undeploy")), "nobody is there to type");
        assertEquals(0, code(vox("undeploy", "--dry-run")), this::said);
        assertEquals(whole, cloud.state());

        assertEquals(0, code(vox("undeploy"), "voxmachina"), this::said);
        assertFalse(cloud.state().containsKey("stacks/voxmachina"));
    }

    @Test
    void whereThereIsNoTableToDeleteTheStacksNameIsAsked() throws Exception {
        cloud.status("voxmachina-registry", "CREATE_COMPLETE");

        assertEquals(1, code(vox("undeploy", "--delete-table"), "yes"), this::said);
        assertFalse(cloud.state().isEmpty());

        assertEquals(0, code(vox("undeploy", "--delete-table"), "voxmachina"), this::said);
        assertTrue(cloud.state().isEmpty());
    }

    @Test
    void whileATaskHoldsACallTheLineIsTakenAwayLater() throws Exception {
        assertEquals(0, code(vox("deploy")), this::said);
        cloud.taskRuns();

        assertEquals(1, code(vox("undeploy", "--yes")));
        assertTrue(said().contains("A task may still hold a call"), said());
        assertTrue(said().contains("run vox undeploy again once the call is over"), said());
        cloud.taskEnds();

        assertEquals(0, code(vox("undeploy", "--yes")), this::said);
        assertEquals(List.of("tables/" + TABLE), List.copyOf(cloud.state().keySet()));
    }

    @Test
    void aLineOfAnotherNameIsTakenAwayLaterByThatName() throws Exception {
        assertEquals(0, code(vox("deploy", "--stack", "night")), this::said);
        cloud.taskRuns();

        assertEquals(1, code(vox("undeploy", "--yes", "--stack", "night")));
        assertTrue(said().contains("run vox undeploy --stack night again"), said());
    }

    /// No task runs in it.
    @Test
    void aRegistryThatCannotBeDeletedHasNothingToDoWithCalls() throws Exception {
        cloud.status("voxmachina-registry", "CREATE_COMPLETE");
        cloud.taskRuns(); // here: whatever keeps AWS from deleting a stack

        assertEquals(1, code(vox("undeploy", "--yes")));
        assertTrue(said().contains("voxmachina-registry could not be deleted"), said());
        assertFalse(said().contains("hold a call"), said());
    }

    /// As a first deployment that failed leaves one: the table stays when its stack is rolled back.
    @Test
    void theTableThatTheSystemWroteToIsToldFromOthers() throws Exception {
        cloud.table(OTHER);
        assertEquals(0, code(vox("deploy")), this::said);

        assertEquals(0, code(vox("undeploy", "--yes")), this::said);
        assertTrue(said().contains(TABLE + " stays, with every call"), said());
        assertTrue(said().contains("--delete-table --table " + TABLE + "\n"), said());
        assertTrue(said().contains(OTHER + " was left by another deployment"), said());

        assertEquals(1, code(vox("undeploy", "--delete-table")));
        assertTrue(said().contains("Several tables were left"), said());

        assertEquals(0, code(vox("undeploy", "--delete-table", "--table", OTHER), OTHER));
        assertEquals(List.of("tables/" + TABLE), List.copyOf(cloud.state().keySet()));
    }

    private Process vox(String... arguments) throws IOException {
        return process().start(arguments);
    }

    private String said() {
        return process().output();
    }

    private VoxProcess process() {
        return new VoxProcess(home, folder.resolve("said"), cloud.environment());
    }
}
