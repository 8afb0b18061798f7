package io.voxmachina.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class WebhookPlaceTest {
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
                place("--stack", "phone").url(cloud.environment()));
    }

    @Test
    void whoGivesAUrlNeedsNoAws() {
        assertEquals(
                URI.create("https://abc.example.com/webhook"),
                place("--url", "https://abc.example.com/webhook").url(Map.of()));
        assertFalse(Files.exists(cloud.account().resolve("calls")));
    }

    @Test
    void aMissingStackIsNamed() {
        assertEquals(
                "There is no stack voxmachina in eu-west-1, in the account of your AWS"
                        + " credentials.",
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

    private static String trouble(Map<String, String> environment) {
        return assertThrows(Trouble.class, () -> place().url(environment)).getMessage();
    }

    private static WebhookPlace place(String... arguments) {
        return CommandLine.populateCommand(new WebhookPlace(), arguments);
    }
}
