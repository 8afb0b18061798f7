package io.voxmachina.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.voxmachina.aws.Environment;
import io.voxmachina.aws.Snapshot;
import io.voxmachina.aws.Stage;
import io.voxmachina.dynamo.StageAnswers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/// Every question that can be asked.
final class Rehearsal implements Snapshot.Part {
    private static final String CALL = "\"pathParameters\":{\"callId\":\"rtc_rehearsal\"}";
    private static final List<String> EVENTS =
            List.of(
                    event("/health", CALL),
                    event("/calls", "\"queryStringParameters\":{\"day\":\"2026-01-01\"}"),
                    event("/calls", "\"queryStringParameters\":{\"caller\":\"+15555550100\"}"),
                    event("/calls/{callId}", CALL),
                    event("/calls/{callId}/transcript", CALL));

    private final HistoryHandler handler;

    Rehearsal(Stage stage) {
        stage.answers(StageAnswers.all());
        var config = Environment.read(stage.environment(), HistoryConfig::in);
        handler = new HistoryHandler(Wiring.routes(config, stage.clients(), stage.log()));
    }

    private static String event(String path, String parameters) {
        return "{\"version\":\"2.0\",\"routeKey\":\"GET " + path + "\"," + parameters + "}";
    }

    @Override
    public void play() throws IOException {
        for (var event : EVENTS) {
            handler.handleRequest(
                    new ByteArrayInputStream(event.getBytes(UTF_8)),
                    new ByteArrayOutputStream(),
                    null);
        }
    }
}
