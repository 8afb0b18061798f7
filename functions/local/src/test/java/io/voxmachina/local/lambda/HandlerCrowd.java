package io.voxmachina.local.lambda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Many handlers of a function that share a process, but no client.
public record HandlerCrowd(int handlers, Process process, BlockingQueue<String> lines)
        implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    /// Returns when all handlers are made. `log` takes what they print.
    public static HandlerCrowd of(LambdaFunction function, int handlers, Consumer<String> log)
            throws IOException, InterruptedException {
        var settings = function.settings();
        var path = new ArrayList<>(HostJars.PATHS);
        path.add(TestPackage.pathOf(HandlerCrowdMain.class));
        var lines = new LinkedBlockingQueue<String>();
        var program =
                new ChildJvm(List.of("-Xmx1g"), path, HandlerCrowdMain.class.getName())
                        .with(
                                settings.folder().toString(),
                                settings.handler(),
                                String.valueOf(handlers));
        var process =
                program.start(
                        LambdaInstance.environment(settings, "127.0.0.1:1/none"),
                        line -> {
                            log.accept(line);
                            if (line.startsWith("crowd")) lines.add(line);
                        });
        var crowd = new HandlerCrowd(handlers, process, lines);
        if (!crowd.next().equals(HandlerCrowdMain.READY)) throw new AssertionError("not ready");
        return crowd;
    }

    /// Gives all of them an event at the same moment.
    public List<String> answers(String event) throws IOException, InterruptedException {
        var in = process.getOutputStream();
        in.write((event + "\n").getBytes(StandardCharsets.UTF_8));
        in.flush();
        var answers = new ArrayList<String>();
        while (answers.size() < handlers)
            answers.add(next().substring(HandlerCrowdMain.ANSWER.length()));
        return answers;
    }

    private String next() throws InterruptedException {
        var line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (line == null) throw new AssertionError("the crowd is silent");
        return line;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
