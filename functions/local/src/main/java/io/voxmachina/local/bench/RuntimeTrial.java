package io.voxmachina.local.bench;

import io.voxmachina.fakes.http.HttpReply;
import io.voxmachina.fakes.http.HttpRequest;
import io.voxmachina.fakes.http.Loopback;
import io.voxmachina.local.cli.Trouble;
import io.voxmachina.local.lambda.ChildJvm;
import io.voxmachina.local.lambda.HostJars;
import io.voxmachina.local.project.Deployment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// One process of a packaged function, started as Lambda starts it, by AWS's own runtime client,
/// and timed.
///
/// With a snapshot the client asks for `restore/next` once it has loaded the function: there Lambda
/// takes the snapshot, and all that came before is forgotten time.
final class RuntimeTrial implements AutoCloseable {
    /// What an invocation gave back, and how long it took.
    record Answer(Duration time, String json) {}

    private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int BODY_LIMIT = 16 * 1024 * 1024;

    private final Loopback server = Loopback.serving(0, BODY_LIMIT, this::answer);
    private final BlockingQueue<Long> ready = new ArrayBlockingQueue<>(2);
    private final BlockingQueue<String> events = new ArrayBlockingQueue<>(1);
    private final BlockingQueue<Answer> answers = new ArrayBlockingQueue<>(1);
    private final Process process;
    private final Duration init;
    private volatile long handedOver;

    /// Returns when the function waits for its first invocation.
    RuntimeTrial(
            Deployment.Function function,
            boolean snapshot,
            Map<String, String> environment,
            List<String> flags)
            throws IOException, InterruptedException {
        var program =
                new ChildJvm(
                        flags(function, snapshot, flags),
                        HostJars.AWS,
                        MAIN,
                        List.of(function.handler()));
        var started = System.nanoTime();
        process = program.start(environment(function, snapshot, environment), System.err::println);
        var loaded = ready.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
        if (loaded == null) {
            close();
            throw new Trouble(function.id() + " does not start.");
        }
        init = Duration.ofNanos(loaded - started);
    }

    /// As Lambda sets the JVM: to compile well only where a snapshot keeps what was compiled.
    /// Source: Lambda developer guide, "Customize Java runtime startup".
    private static List<String> flags(
            Deployment.Function function, boolean snapshot, List<String> more) {
        var flags = new ArrayList<String>();
        flags.add("-Duser.dir=" + function.folder().toAbsolutePath()); // there the client looks
        flags.add("-XX:TieredStopAtLevel=" + (snapshot ? 4 : 1));
        flags.add("--enable-native-access=ALL-UNNAMED");
        flags.add("--add-opens=java.base/java.io=ALL-UNNAMED");
        flags.addAll(function.jvm());
        flags.addAll(more);
        return flags;
    }

    private Map<String, String> environment(
            Deployment.Function function, boolean snapshot, Map<String, String> given) {
        var environment = new HashMap<>(given);
        environment.put("AWS_LAMBDA_RUNTIME_API", Loopback.HOST + ":" + server.port());
        environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", snapshot ? "snap-start" : "on-demand");
        environment.put("_HANDLER", function.handler());
        environment.put("LAMBDA_TASK_ROOT", function.folder().toAbsolutePath().toString());
        environment.put("AWS_LAMBDA_FUNCTION_NAME", function.id());
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "" + function.memoryMb());
        environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "bench");
        environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "bench");
        return environment;
    }

    /// From the start of the process until it could be given work.
    Duration init() {
        return init;
    }

    Answer invoke(String event) throws InterruptedException {
        events.put(event);
        var answer = answers.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
        if (answer == null) throw new Trouble("An invocation is not answered.");
        return answer;
    }

    /// How long the process has had a CPU, with all its threads; unlike time on the wall hardly
    /// disturbed by what else the machine does. Exact to 10 ms.
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// The most memory that the process has had, in MB; 0 where no /proc tells.
    long peakMemory() throws IOException {
        var status = Path.of("/proc/" + process.pid() + "/status");
        if (!Files.exists(status)) return 0;
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    private HttpReply answer(HttpRequest request) throws InterruptedException {
        var path = request.path();
        if (path.endsWith("/restore/next")) {
            ready.add(System.nanoTime());
            return HttpReply.json(200, "{}");
        }
        if (path.endsWith("/invocation/next")) return next();
        if (path.endsWith("/init/error") || path.endsWith("/restore/error"))
            System.err.println(request.text());
        if (path.endsWith("/response") || path.endsWith("/error")) {
            var time = Duration.ofNanos(System.nanoTime() - handedOver);
            if (path.contains("/invocation/")) answers.put(new Answer(time, request.text()));
        }
        return HttpReply.empty(202);
    }

    private HttpReply next() throws InterruptedException {
        ready.offer(System.nanoTime());
        var event = events.take();
        var deadline = Instant.now().plus(Duration.ofMinutes(15)).toEpochMilli();
        var headers =
                Map.of(
                        "content-type", List.of("application/json"),
                        "lambda-runtime-aws-request-id", List.of("bench-" + System.nanoTime()),
                        "lambda-runtime-deadline-ms", List.of("" + deadline),
                        "lambda-runtime-invoked-function-arn",
                                List.of("arn:aws:lambda:us-east-1:123456789012:function:bench"));
        handedOver = System.nanoTime();
        return new HttpReply(200, headers, event.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        process.destroyForcibly();
        server.close();
    }
}
