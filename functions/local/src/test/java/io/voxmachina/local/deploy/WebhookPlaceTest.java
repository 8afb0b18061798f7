package io.voxmachina.local.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.local.cli.Trouble;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class WebhookPlaceTest {
    private static final String WHICH_REGION =
            "Which region? Set AWS_REGION or AWS_DEFAULT_REGION, or give --url.";

    private final StringWriter said = new StringWriter();
    private final PrintWriter err = new PrintWriter(said);

    @TempDir private Path folder;
    private FakeCloud cloud;

    @BeforeEach
    void anAccount() throws IOException {
        cloud = FakeCloud.in(folder, "aws");
    }

    @Test
    void theStackTellsItsWebhook() throws IOException {
        cloud.status("phone", "UPDATE_COMPLETE");

        assertEquals(
                URI.create("https://abc.execute-api.eu-west-1.amazonaws.com/webhook"),
                place("--stack", "phone").url(cloud.environment(), err));
    }

    @Test
    void whoGivesAUrlNeedsNoAws() {
        assertEquals(
                URI.create("https://abc.example.com/webhook"),
                place("--url", "https://abc.example.com/webhook").url(Map.of(), err));
        assertFalse(Files.exists(cloud.account().resolve("calls")));
    }

    @Test
    void aMissingStackIsNamed() {
        assertEquals(
                "There is no stack voxmachina in eu-west-1, in the account of your AWS"
                        + " credentials: set AWS_PROFILE and AWS_REGION as you deployed it, or"
                        + " give --stack.",
                trouble(cloud.environment()));
    }

    @Test
    void aStackThatIsNotWholeHasNoWebhookYet() throws IOException {
        cloud.status("voxmachina", "CREATE_IN_PROGRESS");

        assertEquals(
                "The stack voxmachina in eu-west-1 has no output WebhookUrl (CREATE_IN_PROGRESS).",
                trouble(cloud.environment()));
    }

    @Test
    void withoutAwsCommandLineThereIsAnotherWay() {
        assertEquals(
                "There is no aws on the PATH: install the AWS CLI (aws.amazon.com/cli), or give"
                        + " --url.",
                trouble(Map.of("PATH", folder.toString())));
    }

    @Test
    void theUserIsToldWhichStackIsAsked() throws IOException {
        cloud.status("voxmachina", "CREATE_COMPLETE");

        place().url(cloud.environment(), err);

        assertTrue(said.toString().contains("the stack voxmachina in eu-west-1"), said.toString());
    }

    @Test
    void aRegionThatIsEmptyIsNone() throws IOException {
        cloud.status("voxmachina", "CREATE_COMPLETE");
        var environment = new HashMap<>(cloud.environment());
        environment.put("AWS_REGION", "");
        environment.put("AWS_DEFAULT_REGION", "eu-north-1");

        place().url(environment, err);

        assertTrue(cloud.calls().getFirst().contains("--region eu-north-1"));
    }

    @Test
    void withoutARegionAwsOwnWordsAreToldToo() throws IOException {
        var words = "The config profile (phone) could not be found";
        aws("echo '" + words + "' >&2; exit 255");
        assertEquals(WHICH_REGION + " AWS said: " + words, trouble(withoutRegion()));

        aws("exit 1"); // no region is set
        assertEquals(WHICH_REGION, trouble(withoutRegion()));
    }

    private void aws(String script) throws IOException {
        Files.writeString(folder.resolve("bin/aws"), "#!/bin/sh\n" + script + "\n");
    }

    private Map<String, String> withoutRegion() {
        var environment = new HashMap<>(cloud.environment());
        environment.remove("AWS_REGION");
        return environment;
    }

    @Test
    void aProgramThatTakesTooLongIsNamed() {
        var shell = new Terminal(cloud.environment(), folder, Duration.ofMillis(10));

        var trouble = assertThrows(Trouble.class, () -> shell.ask(List.of("sleep", "60"), ""));

        assertTrue(trouble.getMessage().contains("sleep 60` takes more than"));
    }

    private String trouble(Map<String, String> environment) {
        return assertThrows(Trouble.class, () -> place().url(environment, err)).getMessage();
    }

    private static WebhookPlace place(String... arguments) {
        return CommandLine.populateCommand(new WebhookPlace(), arguments);
    }
}
