package io.voxmachina.local.system;

import io.voxmachina.fakes.http.HttpReply;
import io.voxmachina.fakes.http.HttpRequest;
import io.voxmachina.fakes.http.Loopback;
import io.voxmachina.fakes.openai.script.ScriptJson;
import java.net.URI;

/// Where another process asks the scripted OpenAI of this one to place a call: `POST /calls` with a
/// script as JSON.
final class DialDesk implements AutoCloseable {
    private static final int BODY_LIMIT = 256 * 1024;

    private final LocalSystem system;
    private final Loopback server;

    DialDesk(int port, LocalSystem system) {
        this.system = system;
        this.server = Loopback.serving(port, BODY_LIMIT, this::answer);
    }

    URI uri() {
        return server.uri();
    }

    private HttpReply answer(HttpRequest request) {
        if (!request.method().equals("POST") || !request.path().equals("/calls"))
            return HttpReply.empty(404);
        try {
            var line = system.dial(ScriptJson.read(request.text()));
            return HttpReply.json(
                    200, "{\"callId\":\"" + line.callId() + "\",\"api\":\"" + system.uri() + "\"}");
        } catch (IllegalArgumentException e) {
            return HttpReply.of(400, "text/plain", String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
