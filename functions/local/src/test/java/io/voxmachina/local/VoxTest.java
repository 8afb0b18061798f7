package io.voxmachina.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Ordinary mistakes.
class VoxTest {
    @TempDir private Path folder;

    @Test
    void aFileThatIsNotThereIsNamed() {
        var missing = folder.resolve("nope");

        assertFailure("There is no " + missing, "dial", "--script", missing.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"nam", "{\"unknown\": 1}", "[]", ""})
    void aFileThatIsNoScriptIsNamed(String content) throws IOException {
        var file = Files.writeString(folder.resolve("script.json"), content);

        assertFailure(file + " is not a script", "dial", "--script", file.toString());
    }

    @Test
    void aFileThatIsNoTextIsTold() throws IOException {
        var file = Files.write(folder.resolve("script.json"), new byte[] {(byte) 0xff, 0});

        assertFailure("no text", "dial", "--script", file.toString());
    }

    @Test
    void aFileInPlaceOfAFolderIsNamed() throws IOException {
        var file = Files.writeString(folder.resolve("data"), "");

        assertFailure(
                file + " is a file, not a folder", "local", "--port", "0", "--data", "" + file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "127.0.0.1:8081", "http:///calls"})
    void anAddressThatIsNoneIsAskedWrongly(String desk) {
        var run = CommandRun.of("dial", "--desk", desk);

        assertEquals(2, run.code());
        assertTrue(run.err().endsWith("\nSee `vox dial --help`.\n"), run.err());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "local --port 99999",
                "local --port x",
                "local --webhook-port -1",
                "local --dial-port 65536",
                "local --concurrency 0",
                "local --concurrency -3",
                "local --lambda-limit 0s",
                "local --task-delay -2s",
                "demo --lambda-limit 0ms",
                "demo --pace 0",
                "dial --pace 0",
                "dial --pace -1",
                "dial --pace NaN",
                "dial --pace Infinity",
                "calls list --day tomorrow",
                "calls list --limit 0",
                "calls list --caller 0123",
                "deploy --parameter Region=eu",
                "deploy --parameter MonitorImage=x",
                "undeploy --stack My_Phone"
            })
    void whatIsAskedWronglyIsSaidInASentenceWithoutAPageOfHelp(String line) {
        var run = CommandRun.of(line.split(" "));

        assertEquals(2, run.code(), run.err());
        assertEquals(2, run.err().lines().count(), run.err());
        var command = line.replaceFirst(" --.*", "");
        assertTrue(run.err().endsWith("\nSee `vox " + command + " --help`.\n"), run.err());
        assertEquals("", run.out());
    }

    @Test
    void aPortThatIsNoneIsToldTheRange() {
        var run = CommandRun.of("local", "--port", "99999");

        assertTrue(run.err().contains("'--port'"), run.err());
        assertTrue(run.err().contains("not a port from 0 to 65535"), run.err());
    }

    @Test
    void whereTheCommandIsMissingTheCommandsAreListed() {
        var run = CommandRun.of("calls");

        assertEquals(2, run.code());
        assertTrue(run.err().contains("Usage: vox calls"), run.err());
    }

    @Test
    void aMistypedCommandIsGuessed() {
        var run = CommandRun.of("undeplo");

        assertEquals(2, run.code());
        assertTrue(run.err().contains("vox undeploy"), run.err());
        assertTrue(run.err().endsWith("\nSee `vox --help`.\n"), run.err());
    }

    private static void assertFailure(String sentence, String... arguments) {
        var run = CommandRun.of(arguments);

        assertEquals(1, run.code());
        assertTrue(run.err().startsWith("vox: "), run.err());
        assertTrue(run.err().contains(sentence), run.err());
        assertFalse(run.err().contains("\tat "), run.err());
    }
}
