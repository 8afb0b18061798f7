package io.voxmachina.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A caller who meets a cold process does not wait for Kotlin's reflection: a thousand classes.
class ColdProcessTest {
    private static final String REFLECTION = " kotlin.reflect.jvm.internal.";

    @TempDir private Path folder;

    @Test
    void nothingThatOpenAiIsAskedTakesKotlinsReflection() throws Exception {
        var loaded = loadedClasses();

        assertTrue(said().startsWith("asked 4\n"), this::said);
        var bySdk = first(loaded, ColdProcess.BySdk.class.getName());
        var ours = reflection(loaded.subList(0, bySdk));
        assertTrue(ours < 50, ours + " classes of Kotlin's reflection");
        assertTrue(reflection(loaded) - ours > 500, "this would prove nothing");
    }

    private static int first(List<String> lines, String text) {
        return IntStream.range(0, lines.size())
                .filter(at -> lines.get(at).contains(text))
                .findFirst()
                .orElseThrow();
    }

    private static long reflection(List<String> loaded) {
        return loaded.stream().filter(line -> line.contains(REFLECTION)).count();
    }

    private List<String> loadedClasses() throws IOException, InterruptedException {
        var classes = folder.resolve("classes");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.add("-Xlog:class+load:file=" + classes);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(ColdProcess.class.getName());
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        var process = builder.redirectOutput(folder.resolve("said").toFile()).start();
        assertTrue(process.waitFor(1, TimeUnit.MINUTES));
        assertEquals(0, process.exitValue(), this::said);
        return Files.readAllLines(classes);
    }

    private String said() {
        try {
            return Files.readString(folder.resolve("said"));
        } catch (IOException e) {
            return "";
        }
    }
}
