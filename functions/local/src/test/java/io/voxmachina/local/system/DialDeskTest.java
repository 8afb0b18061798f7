package io.voxmachina.local.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.fakes.openai.LineCall;
import io.voxmachina.fakes.openai.script.Script;
import io.voxmachina.fakes.openai.script.ScriptJson;
import io.voxmachina.fakes.openai.script.Scripts;
import io.voxmachina.local.RawHttp;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DialDeskTest {
    private final List<Script> placed = new ArrayList<>();
    private final DialDesk desk = new DialDesk(0, URI.create("http://127.0.0.1:1"), this::place);

    private LineCall place(Script script) {
        placed.add(script);
        throw new IllegalArgumentException("the line is busy");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /// What `fetch(url, {method: "POST", mode: "no-cors", body: "…"})` sends from any page.
    @Test
    void aWebPagePlacesNoCall() throws Exception {
        assertEquals(403, post("Origin", "https://evil.example"));
        assertTrue(placed.isEmpty());
    }

    @Test
    void aForeignHostNamePlacesNoCall() throws Exception {
        var told = RawHttp.post(desk.uri(), "/calls", "Host: evil.example", script());

        assertTrue(told.startsWith("HTTP/1.1 421 "), told);
        assertTrue(placed.isEmpty());
    }

    @Test
    void aCommandPlacesACall() throws Exception {
        assertEquals(400, post("User-Agent", "vox"));
        assertEquals(1, placed.size());
    }

    private int post(String header, String value) throws Exception {
        var request =
                HttpRequest.newBuilder(desk.uri().resolve("/calls"))
                        .header(header, value)
                        .POST(BodyPublishers.ofString(script()));
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofString()).statusCode();
        }
    }

    private static String script() {
        return ScriptJson.write(Scripts.reception());
    }
}
