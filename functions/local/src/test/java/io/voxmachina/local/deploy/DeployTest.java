package io.voxmachina.local.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.local.CommandRun;
import io.voxmachina.local.cli.Trouble;
import io.voxmachina.local.project.Templates;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DeployTest {
    private static final Map<String, String> PARAMETERS = Map.of("AlarmEmail", "me@example.com");
    private final StringWriter told = new StringWriter();

    @TempDir private Path folder;

    @Test
    void theRegistryThenTheImageThenTheStack() throws IOException {
        var cloud = cloud("one");

        deploy(cloud).withImage();

        var acts = cloud.calls().stream().filter(it -> it.matches("(sam|mvn) .*")).toList();
        assertEquals(3, acts.size());
        assertTrue(acts.get(0).contains("--stack-name voxmachina-registry"), acts.get(0));
        assertTrue(acts.get(0).endsWith("RepositoryName=voxmachina-monitor"), acts.get(0));
        assertTrue(acts.get(1).contains("-Dmonitor.architecture=arm64"), acts.get(1));
        assertTrue(acts.get(2).contains("--template-file template.yaml"), acts.get(2));
        assertTrue(
                acts.get(2).matches(".*AlarmEmail=me@example.com MonitorImage=.*@sha256:.{64}"),
                acts.get(2));
        assertTrue(told.toString().contains("/webhook"), told.toString());
        assertTrue(told.toString().contains("The agent is still the sample"), told.toString());
    }

    /// Whatever call it is that dies, and whenever.
    @Test
    void eachStepMayBeKilledAndRepeated() throws IOException {
        var whole = cloud("whole");
        deploy(whole).withImage();
        var steps = whole.calls().size();

        var struck = 0;
        for (var when : List.of("before", "amid", "after")) {
            for (var call = 1; call <= steps; call++) {
                var cloud = cloud(when + call);
                cloud.kill(call, when);
                if (!dies(cloud)) continue;
                struck++;
                deploy(cloud).withImage();
                assertEquals(whole.state(), cloud.state(), when + " call " + call);
            }
        }
        assertTrue(
                struck >= 2 * steps - 4, struck + " of " + steps); // asking for the output may fail
    }

    private boolean dies(FakeCloud cloud) throws IOException {
        try {
            deploy(cloud).withImage();
        } catch (Trouble e) {
            return true;
        }
        return false;
    }

    /// As `sam deploy --guided` saves it when Enter is all the answer.
    @Test
    void aSavedImageIsWarnedOf() throws IOException {
        var cloud = cloud("one");
        deploy(cloud).withImage();
        assertFalse(told.toString().contains("samconfig.toml"), told.toString());

        Files.writeString(
                folder.resolve("home/samconfig.toml"),
                "parameter_overrides = \"OpenAiRegion=\\\"global\\\" MonitorImage=\\\"\\\"\"");
        deploy(cloud).withImage();

        assertTrue(told.toString().contains("samconfig.toml sets MonitorImage"), told.toString());
    }

    @Test
    void anImageThatIsThereIsNotPushedAgain() throws IOException {
        var cloud = cloud("one");
        deploy(cloud).withImage();
        var first = cloud.state();

        deploy(cloud).withImage();

        assertEquals(1, cloud.calls().stream().filter(it -> it.startsWith("mvn")).count());
        assertEquals(first, cloud.state());
    }

    @Test
    void anImageMadeAnewStaysWhenTheSameContentIsDeployedAgain() throws IOException {
        var cloud = cloud("one");
        deploy(cloud).withImage();
        var first = image(cloud);

        deploy(cloud).withNewImage(LocalDate.of(2026, 11, 21));
        var second = image(cloud);
        deploy(cloud).withNewImage(LocalDate.of(2026, 11, 21));
        deploy(cloud).withImage();

        assertFalse(first.equals(second), first);
        assertEquals(second, image(cloud));
        assertEquals(2, cloud.calls().stream().filter(it -> it.startsWith("mvn")).count());
    }

    /// SAM names a version after the place of its code. At a new place, unchanged code would be one
    /// more version, which Lambda refuses (aws/serverless-application-model#1375).
    @Test
    void codeLiesWhereEveryWayToDeployPutsIt() throws IOException {
        var cloud = cloud("one");
        deploy(cloud).withoutImage();
        var vox = cloud.calls().stream().filter(it -> it.startsWith("sam deploy")).toList();
        var plain = Files.readString(Templates.PROJECT.resolve("samconfig.toml"));

        var guided = "voxmachina"; // `sam deploy --guided` takes the stack's name
        assertTrue(vox.getLast().contains(" --stack-name " + guided + " "), vox.getLast());
        assertTrue(vox.getLast().contains(" --s3-prefix " + guided + " "), vox.getLast());
        var settings = plain.substring(plain.indexOf("[default.deploy.parameters]"));
        settings = settings.substring(0, settings.indexOf("\n\n"));
        assertTrue(settings.contains("\nstack_name = \"" + guided + "\"\n"), settings);
        assertTrue(settings.contains("\ns3_prefix = \"" + guided + "\"\n"), settings);
    }

    private static String image(FakeCloud cloud) throws IOException {
        var stack = cloud.calls().stream().filter(it -> it.contains("MonitorImage=")).toList();
        return stack.getLast().replaceFirst(".*MonitorImage=", "");
    }

    @Test
    void otherContentIsAnotherImage() throws IOException {
        var cloud = cloud("one");
        var home = cloud.home();
        var before = new MonitorBuild(home, "arm64").tag();
        Files.writeString(home.resolve("functions/monitor/target/lib/some.jar"), "2");

        assertFalse(before.equals(new MonitorBuild(home, "arm64").tag()));
        assertTrue(before.matches("[0-9.]+-arm64-[0-9a-f]{12}"), before);
    }

    @Test
    void aStackThatIsBusyIsWaitedFor() throws IOException {
        var cloud = cloud("one");
        cloud.status("voxmachina", "UPDATE_IN_PROGRESS");

        deploy(cloud).withoutImage();

        assertTrue(cloud.calls().toString().contains("wait stack-update-complete"));
        assertTrue(cloud.calls().toString().contains("MonitorImage=\"\""));
    }

    @Test
    void aStackThatWasNeverWholeIsMadeAnew() throws IOException {
        var cloud = cloud("one");
        cloud.status("voxmachina", "ROLLBACK_COMPLETE");

        deploy(cloud).withoutImage();

        assertTrue(cloud.calls().toString().contains("delete-stack --stack-name voxmachina "));
        assertEquals("CREATE_COMPLETE", cloud.state().get("stacks/voxmachina"));
    }

    /// Else the SAM CLI would take its stack for somebody else's, and never deploy again.
    @Test
    void samWasStoppedWhileItMadeItsBucket() throws IOException {
        for (var status :
                List.of("REVIEW_IN_PROGRESS", "CREATE_IN_PROGRESS", "ROLLBACK_COMPLETE")) {
            var cloud = cloud(status);
            cloud.status("aws-sam-cli-managed-default", status);

            deploy(cloud).withoutImage();

            assertEquals("CREATE_COMPLETE", cloud.state().get("stacks/voxmachina"), status);
        }
    }

    @Test
    void whereOnlyAPersonCanHelpItSaysSo() throws IOException {
        var cloud = cloud("one");
        cloud.status("voxmachina", "UPDATE_ROLLBACK_FAILED");

        var trouble = assertThrows(Trouble.class, () -> deploy(cloud).withoutImage());

        assertTrue(trouble.getMessage().contains("is stuck (UPDATE_ROLLBACK_FAILED)"));
    }

    @Test
    void theRegistrysPasswordIsOnNoCommandLineAndDoesNotStay() throws IOException {
        var cloud = cloud("one");

        deploy(cloud).withImage();

        assertFalse(cloud.calls().toString().contains("s3cret"), cloud.calls().toString());
        var file = Files.readString(cloud.account().resolve("docker-config")).strip();
        assertFalse(Files.exists(Path.of(file)));
    }

    @Test
    void aDryRunPrintsTheCommandsAndRunsNothing() throws IOException {
        var cloud = cloud("one");
        var shell = new DryShell(new PrintWriter(told, true));

        deploy(cloud, shell).withImage();

        assertFalse(Files.exists(cloud.account().resolve("calls")));
        var printed = told.toString();
        assertTrue(printed.contains("sam deploy --template-file infra/registry.yaml"), printed);
        assertTrue(
                printed.contains("\naws ecr get-login-password --region eu-west-1    #"), printed);
        assertFalse(printed.contains("docker"), printed);
        assertTrue(printed.contains("\nmvn -B -ntp -Pimage"), printed);
        assertFalse(printed.contains(System.getProperty("java.io.tmpdir") + "/vox"), printed);
        assertTrue(printed.contains("MonitorImage=123456789012.dkr.ecr.eu-west-1"), printed);
        assertTrue(
                printed.contains("https://EXAMPLE.execute-api.eu-west-1.amazonaws.com/webhook"),
                printed);
    }

    @Test
    void anUnknownParameterIsToldBeforeAnythingRuns() {
        var run = CommandRun.of("deploy", "--dry-run", "--parameter", "Region=eu");

        assertEquals(2, run.code());
        assertTrue(run.err().contains("template.yaml has no parameter Region"), run.err());
        assertEquals("", run.out());
    }

    @Test
    void aNameThatImagesCannotHaveIsRefused() {
        var run = CommandRun.of("deploy", "--dry-run", "--stack", "My_Phone");

        assertEquals(2, run.code());
        assertTrue(run.err().contains("small letters"), run.err());
    }

    private FakeCloud cloud(String name) throws IOException {
        var cloud = FakeCloud.in(folder.resolve(name), "aws", "sam", "mvn");
        if (!Files.exists(folder.resolve("home"))) new FakeCloud(folder).home();
        return cloud;
    }

    private Deploy deploy(FakeCloud cloud) {
        return deploy(cloud, new Terminal(cloud.environment(), folder.resolve("home")));
    }

    private Deploy deploy(FakeCloud cloud, Shell shell) {
        var place = CommandLine.populateCommand(new DeployPlace());
        var aws = new AwsCli(shell, "eu-west-1", Optional.empty());
        var monitor = new MonitorBuild(folder.resolve("home"), "arm64");
        return new Deploy(place, PARAMETERS, monitor, shell, aws, new PrintWriter(told, true));
    }
}
