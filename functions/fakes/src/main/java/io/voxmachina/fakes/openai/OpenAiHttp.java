package io.voxmachina.fakes.openai;

import io.voxmachina.fakes.openai.wire.ApiError;
import io.voxmachina.fakes.openai.wire.JsonTree;
import io.voxmachina.fakes.openai.wire.WireIds;
import java.io.EOFException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/// The routes under `/v1`: the call endpoints, and the sideband's upgrade.
final class OpenAiHttp extends Handler.Abstract {
    private static final Pattern CALL = Pattern.compile("/v1/realtime/calls/([^/]+)/([a-z]+)");

    private final String apiKey;
    private final Function<String, Optional<LineCall>> calls;
    private final ServerWebSocketContainer sockets;
    private final LineTime time;
    private final WireIds ids;

    OpenAiHttp(
            String apiKey,
            Function<String, Optional<LineCall>> calls,
            ServerWebSocketContainer sockets,
            LineTime time,
            WireIds ids) {
        this.apiKey = apiKey;
        this.calls = calls;
        this.sockets = sockets;
        this.time = time;
        this.ids = ids;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        response.getHeaders().put("x-request-id", ids.request());
        var path = Request.getPathInContext(request);
        var call = CALL.matcher(path);
        if (!isAuthorized(request)) {
            answer(Outcome.refused(wrongKey()), request, response, callback);
        } else if (path.equals("/v1/realtime")) {
            upgrade(request, response, callback);
        } else if (call.matches() && request.getMethod().equals("POST")) {
            var outcome = control(call.group(1), call.group(2), request);
            answer(outcome, request, response, callback);
        } else {
            var error = new ApiError(404, "unknown_url", "Invalid URL", null);
            answer(Outcome.refused(error), request, response, callback);
        }
        return true;
    }

    private boolean isAuthorized(Request request) {
        return ("Bearer " + apiKey).equals(request.getHeaders().get(HttpHeader.AUTHORIZATION));
    }

    private static ApiError wrongKey() {
        return new ApiError(401, "invalid_api_key", "Incorrect API key provided.", null);
    }

    private Outcome control(String callId, String action, Request request) throws Exception {
        var body = Content.Source.asString(request, StandardCharsets.UTF_8);
        var type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        boolean json = type != null && type.startsWith("application/json");
        if (!body.isBlank() && !json) { // undocumented for these endpoints: variant
            var words = "Unsupported content type.";
            return Outcome.refused(new ApiError(415, "unsupported_content_type", words, null));
        }
        return calls.apply(callId)
                .map(call -> call.control(action, body))
                .orElseGet(() -> Outcome.refused(ApiError.callNotFound()));
    }

    private void answer(Outcome outcome, Request request, Response response, Callback callback) {
        if (outcome.delay().isZero()) {
            write(outcome, request, response, callback);
        } else {
            time.after(outcome.delay(), () -> write(outcome, request, response, callback));
        }
    }

    private static void write(
            Outcome outcome, Request request, Response response, Callback callback) {
        if (outcome.dropped()) {
            request.getConnectionMetaData().getConnection().getEndPoint().close();
            callback.failed(new EOFException("dropped by the script"));
            return;
        }
        response.setStatus(outcome.status());
        if (outcome.body() == null) {
            callback.succeeded();
        } else {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
            Content.Sink.write(response, true, JsonTree.text(outcome.body()), callback);
        }
    }

    /// The voice-sip guide's sideband: `?call_id=…`; a model given beside it is ignored.
    private void upgrade(Request request, Response response, Callback callback) throws Exception {
        Fields query = Request.extractQueryParameters(request);
        var call = Optional.ofNullable(query.getValue("call_id")).flatMap(calls);
        var refusal = call.map(LineCall::whyNotAttach).orElse(Optional.of(ApiError.callNotFound()));
        if (refusal.isPresent()) {
            answer(Outcome.refused(refusal.get()), request, response, callback);
            return;
        }
        boolean upgraded =
                sockets.upgrade(
                        (_, upgrade, _) -> {
                            upgrade.setExtensions(List.of()); // OpenAI negotiates none
                            return call.get().sideband();
                        },
                        request,
                        response,
                        callback);
        if (!upgraded) {
            var error = new ApiError(426, "upgrade_required", "A WebSocket is expected.", null);
            answer(Outcome.refused(error), request, response, callback);
        }
    }
}
