package io.voxmachina.history;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.voxmachina.aws.Environment;
import io.voxmachina.aws.HttpEvent;
import io.voxmachina.aws.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// `GET /calls…` and `GET /health`: reads the table, never writes it.
public final class HistoryHandler implements RequestStreamHandler {
    private final Routes routes;

    /// What Lambda calls. Throws [IllegalStateException] that names all that is not configured.
    public HistoryHandler() {
        this(Wiring.routes(Environment.read(System.getenv(), HistoryConfig::in)));
        Snapshot.prepare(System.getenv(), Rehearsal::new);
    }

    HistoryHandler(Routes routes) {
        this.routes = routes;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context)
            throws IOException {
        routes.answer(HttpEvent.read(event)).write(answer);
    }
}
