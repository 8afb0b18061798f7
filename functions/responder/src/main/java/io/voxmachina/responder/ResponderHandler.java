package io.voxmachina.responder;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.voxmachina.aws.Environment;
import io.voxmachina.aws.Snapshot;
import io.voxmachina.call.CallId;
import io.voxmachina.call.Responders.Wake;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Invoked asynchronously, once for each time somebody wakes a responder.
public final class ResponderHandler implements RequestHandler<Map<String, Object>, String> {
    private final Responder responder;

    /// What Lambda calls. Throws [IllegalStateException] that names all that is not configured.
    public ResponderHandler() {
        this(Wiring.responder(Environment.read(System.getenv(), ResponderConfig::in)));
        if (Snapshot.awaits(System.getenv())) Rehearsal.run();
    }

    ResponderHandler(Responder responder) {
        this.responder = responder;
    }

    /// Returns when the call is over or somebody else holds it, with every thread ended and every
    /// socket closed.
    @Override
    public String handleRequest(Map<String, Object> event, Context context) {
        try {
            var time = Duration.ofMillis(context.getRemainingTimeInMillis());
            return responder.respond(wake(event), time).name();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "INTERRUPTED";
        }
    }

    private static Wake wake(Map<String, Object> event) {
        var call = new CallId(String.valueOf(event.get("callId")));
        var successor = Optional.ofNullable(event.get("successor")).map(String::valueOf);
        var hop = event.get("hop") instanceof Number number ? number.intValue() : 0;
        return new Wake(call, successor, hop);
    }
}
