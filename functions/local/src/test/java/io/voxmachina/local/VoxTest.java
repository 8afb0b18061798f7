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
        assertTrue(run.err().contains("Usage: vox dial"), run.err());
    }

    private static void assertFailure(String sentence, String... arguments) {
        var run = CommandRun.of(arguments);

        assertEquals(1, run.code());
        assertTrue(run.err().startsWith("vox: "), run.err());
        assertTrue(run.err().contains(sentence), run.err());
        assertFalse(run.err().contains("\tat "), run.err());
    }
}
