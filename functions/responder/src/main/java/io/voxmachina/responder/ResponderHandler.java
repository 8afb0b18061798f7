package io.voxmachina.responder;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.voxmachina.aws.Environment;
import io.voxmachina.aws.EventJson;
import io.voxmachina.aws.Snapshot;
import io.voxmachina.call.CallId;
import io.voxmachina.call.Responders.Wake;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Invoked asynchronously, once for each time somebody wakes a responder.
public final class ResponderHandler implements RequestStreamHandler {
    private final Responder responder;

    /// What Lambda calls. Throws [IllegalStateException] that names all that is not configured.
    public ResponderHandler() {
        this(Wiring.responder(Environment.read(System.getenv(), ResponderConfig::in)));
        Snapshot.prepare(System.getenv(), Rehearsal::new);
    }

    ResponderHandler(Responder responder) {
        this.responder = responder;
    }

    /// Returns when the call is over or somebody else holds it, with every thread ended and every
    /// socket closed.
    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context)
            throws IOException {
        try {
            var time = Duration.ofMillis(context.getRemainingTimeInMillis());
            var departure = responder.respond(wake(EventJson.object(event)), time);
            EventJson.text(answer, departure.name());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            EventJson.text(answer, "INTERRUPTED");
        }
    }

    static Wake wake(Map<String, Object> event) {
        var call = new CallId(String.valueOf(event.get("callId")));
        var successor = Optional.ofNullable(event.get("successor")).map(String::valueOf);
        var hop = event.get("hop") instanceof Number number ? number.intValue() : 0;
        return new Wake(call, successor, hop);
    }
}
