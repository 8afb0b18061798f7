package io.voxmachina.fakes.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.fakes.openai.ScriptedOpenAi.Settings;
import io.voxmachina.fakes.openai.script.Script;
import io.voxmachina.fakes.openai.script.ScriptBuilder;
import io.voxmachina.fakes.openai.webhook.Webhook;
import io.voxmachina.fakes.openai.wire.JsonTree;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A running server, and a client that shares nothing with our adapter.
abstract class OpenAiTest {
    static final String KEY = "sk-practice";
    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static final Duration SOON = Duration.ofSeconds(5);
    static final Webhook NOBODY = _ -> 200;
    static final String ACCEPT =
            """
            {"type":"realtime","model":"gpt-realtime-2.1","instructions":"Be kind.",
             "audio":{"input":{"transcription":{"model":"gpt-transcribe","languages":["en"]},
                               "turn_detection":{"type":"server_vad","silence_duration_ms":500}},
                      "output":{"voice":"marin"}},
             "tools":[{"type":"function","name":"note","description":"Take a message.",
                       "parameters":{"type":"object","properties":{"text":{"type":"string"}}}},
                      {"type":"function","name":"end_call","description":"End the call.",
                       "parameters":{"type":"object","properties":{}}}]}
            """;

    static final HttpClient http = HttpClient.newHttpClient();
    ScriptedOpenAi openAi;

    @BeforeEach
    void start() {
        openAi = ScriptedOpenAi.start(Settings.of(KEY, SECRET));
    }

    @AfterEach
    void stop() {
        openAi.close();
    }

    static ScriptBuilder quick(String name) {
        return Script.builder(name).pace(60);
    }

    LineCall dial(Script script) {
        return openAi.dial(script, NOBODY);
    }

    LineCall accepted(Script script) throws Exception {
        var call = dial(script);
        assertEquals(200, accept(call).statusCode());
        assertTrue(call.awaitAccepted(SOON));
        return call;
    }

    HttpResponse<String> accept(LineCall call) throws Exception {
        return post(call.callId(), "accept", ACCEPT);
    }

    HttpResponse<String> post(String callId, String action, String body) throws Exception {
        var url = openAi.baseUrl() + "/realtime/calls/" + callId + "/" + action;
        var request =
                HttpRequest.newBuilder(URI.create(url))
                        .header("Authorization", "Bearer " + KEY)
                        .header("Content-Type", "application/json")
                        .timeout(SOON)
                        .POST(BodyPublishers.ofString(body));
        return http.send(request.build(), BodyHandlers.ofString());
    }

    static String code(HttpResponse<String> response) {
        return JsonTree.objectIn(response.body()).orElseThrow().at("/error/code").asText();
    }

    TestSideband attach(LineCall call) throws Exception {
        long before = call.count(Observation.What.ATTACHED);
        var sideband = TestSideband.attach(http, sideband(call.callId()), KEY);
        assertTrue(call.await(it -> it.count(Observation.What.ATTACHED) > before, SOON));
        return sideband;
    }

    int refusal(String callId) throws Exception {
        return TestSideband.refusalOf(http, sideband(callId), KEY);
    }

    URI sideband(String callId) {
        return URI.create("ws://127.0.0.1:" + openAi.port() + "/v1/realtime?call_id=" + callId);
    }
}
