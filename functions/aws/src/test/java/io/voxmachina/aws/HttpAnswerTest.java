package io.voxmachina.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpAnswerTest {
    @Test
    void nobodyMayKeepAnAnswer() {
        var json = Map.of("content-type", "application/json", "cache-control", "no-store");
        var text = Map.of("content-type", "text/plain; charset=utf-8", "cache-control", "no-store");

        assertEquals(new HttpAnswer(200, json, "{\"a\":1}"), HttpAnswer.json(200, Map.of("a", 1)));
        assertEquals(new HttpAnswer(200, text, "Hello"), HttpAnswer.text("Hello"));
    }

    @Test
    void anErrorHasACodeAndASentence() {
        var answer = HttpAnswer.error(404, "no_such_call", "No \"call\".");

        assertEquals(404, answer.status());
        assertEquals(
                "{\"error\":\"no_such_call\",\"message\":\"No \\\"call\\\".\"}", answer.body());
    }

    /// The end of a list is told: `next` is there.
    @Test
    void aValueThatIsMissingIsNull() {
        var body = new LinkedHashMap<String, Object>();
        body.put("next", null);

        assertEquals("{\"next\":null}", HttpAnswer.json(200, body).body());
    }

    @Test
    void itIsWrittenAsApiGatewayTakesIt() throws IOException {
        var out = new ByteArrayOutputStream();

        HttpAnswer.text("Hello").write(out);

        var written = new JsonMapper().readTree(out.toString(UTF_8));
        assertEquals(200, written.path("statusCode").asInt());
        assertEquals("no-store", written.at("/headers/cache-control").asText());
        assertEquals("Hello", written.path("body").asText());
    }
}
