package io.voxmachina.local.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.voxmachina.fakes.openai.script.Script;
import io.voxmachina.fakes.openai.script.ScriptJson;
import io.voxmachina.fakes.openai.script.Scripts;
import io.voxmachina.local.calls.HistoryClient;
import io.voxmachina.local.calls.LiveTranscript;
import io.voxmachina.local.cli.Http;
import io.voxmachina.local.cli.Paint;
import io.voxmachina.local.cli.Ranges;
import io.voxmachina.local.cli.Trouble;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `vox dial`: has the scripted OpenAI of a running `vox local` place a call, and shows it live.
@Command(
        name = "dial",
        description = "Places a scripted call to a running `vox local` and shows it live.",
        mixinStandardHelpOptions = true)
public final class DialCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofMinutes(65);
    private static final Duration PLACING = Duration.ofSeconds(15);
    private static final Duration LOOK_EVERY = Duration.ofMillis(300);

    @Spec private CommandSpec spec;

    @Option(
            names = "--desk",
            defaultValue = "http://127.0.0.1:8081",
            description = "As `vox local` prints it (default: ${DEFAULT-VALUE}).")
    private URI desk;

    @Option(
            names = "--script",
            paramLabel = "FILE",
            description = "A script as JSON (default: the reception at night).")
    private Path script;

    @Option(
            names = "--pace",
            converter = Ranges.Pace.class,
            paramLabel = "N",
            defaultValue = "1",
            description = "How many times faster than life people speak.")
    private double pace;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (desk.getHost() == null || !"http".equals(desk.getScheme()))
            throw new ParameterException(
                    spec.commandLine(), "--desk takes an address such as http://127.0.0.1:8081");
        var request =
                HttpRequest.newBuilder(desk.resolve("/calls"))
                        .timeout(PLACING)
                        .POST(BodyPublishers.ofString(ScriptJson.write(script())))
                        .build();
        var absent = "Nothing listens at " + desk + ". Start `./vox local` first.";
        try (var http = new Http()) {
            var answer = http.send(request, "`vox local` at " + desk, absent);
            if (answer.statusCode() != 200) throw refused(answer);
            var placed = new ObjectMapper().readTree(answer.body());
            return follow(placed.path("callId").asText(), URI.create(placed.path("api").asText()));
        }
    }

    private Trouble refused(HttpResponse<String> answer) {
        var said = Paint.plain(answer.body());
        return new Trouble(desk + " answered " + answer.statusCode() + ": " + said);
    }

    private Script script() throws IOException {
        if (script == null) return Scripts.reception().but().pace(pace).build();
        try {
            return ScriptJson.read(Files.readString(script));
        } catch (IllegalArgumentException e) {
            throw new Trouble(script + " is " + e.getMessage());
        }
    }

    private int follow(String callId, URI api) throws InterruptedException {
        var out = spec.commandLine().getOut();
        out.println(callId);
        var history = new HistoryClient(api);
        var start = Instant.now();
        var transcript = new LiveTranscript(out, start);
        while (Instant.now().isBefore(start.plus(LIMIT))) {
            var record = look(history, callId);
            transcript.print(record);
            if (record.path("endedAt").isTextual()) {
                out.println("ended: " + record.path("endReason").asText());
                return 0;
            }
            Thread.sleep(LOOK_EVERY);
        }
        return 1;
    }

    /// A busy system may answer late; one that died does not listen any more.
    private static JsonNode look(HistoryClient history, String callId) throws InterruptedException {
        try {
            return history.call(callId);
        } catch (ConnectException e) {
            throw new Trouble("`vox local` has gone in the middle of the call.");
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
