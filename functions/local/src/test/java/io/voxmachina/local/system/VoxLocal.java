package io.voxmachina.local.system;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.fakes.openai.LineCall;
import io.voxmachina.fakes.openai.ScriptedOpenAi;
import io.voxmachina.local.project.Home;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// `vox local` as a process of its own, on a data folder.
record VoxLocal(Process process, URI uri, LogBook log) {
    private static final String READY = "ready on ";

    static VoxLocal start(Path data, ScriptedOpenAi openAi, String secret) throws IOException {
        return start(Home.folder(), data, openAi, secret);
    }

    /// With the packages of another folder than the project's.
    static VoxLocal start(Path home, Path data, ScriptedOpenAi openAi, String secret)
            throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder =
                new ProcessBuilder(
                        java,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dvox.home=" + home,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.voxmachina.local.Vox",
                        "local",
                        "--port",
                        "0",
                        "--task-delay",
                        "200ms",
                        "--data",
                        data.toString());
        builder.environment().put("OPENAI_BASE_URL", openAi.baseUrl().toString());
        builder.environment().put("OPENAI_API_KEY", LocalEnvironment.API_KEY);
        builder.environment().put("OPENAI_WEBHOOK_SECRET", secret);
        var log = new LogBook();
        var process = builder.start();
        Thread.ofVirtual().start(() -> process.errorReader().lines().forEach(log));
        var out = process.inputReader(StandardCharsets.UTF_8);
        return new VoxLocal(process, URI.create(ready(out)), log);
    }

    private static String ready(BufferedReader out) throws IOException {
        var line = out.readLine();
        if (line == null) throw new IOException("`vox local` ended before it was ready");
        assertTrue(line.startsWith(READY), line);
        return line.substring(READY.length());
    }

    /// A long call which a monitor holds, some turns on.
    LineCall held(String name, ScriptedOpenAi openAi) throws InterruptedException {
        var script = LongCall.script(name).but().rings(TestSystem.PATIENCE).build();
        var line = openAi.dial(script, webhook());
        log.await(
                "a monitor's lease",
                TestSystem.PATIENCE,
                entry -> entry.is("lease acquired", line.callId()) && entry.epoch() == 2);
        assertTrue(line.await(_ -> line.expected().size() >= 4, TestSystem.PATIENCE));
        return line;
    }

    URI webhook() {
        return uri.resolve("/webhook");
    }

    /// The functions and the monitors.
    List<ProcessHandle> programs() {
        return process.descendants().toList();
    }

    /// Everything at once, as when the machine loses its power.
    void killAll() {
        var programs = programs();
        process.destroyForcibly();
        programs.forEach(ProcessHandle::destroyForcibly);
        process.onExit().join(); // then its folder is free
    }
}
