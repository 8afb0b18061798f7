package io.voxmachina.local.system;

import io.voxmachina.fakes.http.HttpReply;
import io.voxmachina.fakes.http.HttpRequest;
import io.voxmachina.fakes.http.Loopback;
import io.voxmachina.fakes.openai.LineCall;
import io.voxmachina.fakes.openai.script.Script;
import io.voxmachina.fakes.openai.script.ScriptJson;
import java.net.URI;
import java.util.function.Function;

/// Where another process asks the scripted OpenAI of this one to place a call: `POST /calls` with a
/// script as JSON.
final class DialDesk implements AutoCloseable {
    private static final int BODY_LIMIT = 256 * 1024;

    private final URI api;
    private final Function<Script, LineCall> line;
    private final Loopback server;

    /// @param api tells of the calls
    /// @param line places them
    DialDesk(int port, URI api, Function<Script, LineCall> line) {
        this.api = api;
        this.line = line;
        this.server = Loopback.serving(port, BODY_LIMIT, this::answer);
    }

    URI uri() {
        return server.uri();
    }

    private HttpReply answer(HttpRequest request) {
        if (!request.method().equals("POST") || !request.path().equals("/calls"))
            return HttpReply.empty(404);
        try {
            var call = line.apply(ScriptJson.read(request.text()));
            return HttpReply.json(
                    200, "{\"callId\":\"" + call.callId() + "\",\"api\":\"" + api + "\"}");
        } catch (IllegalArgumentException e) {
            return HttpReply.of(400, "text/plain", String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
