package io.voxmachina.webhook;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.voxmachina.aws.Environment;
import io.voxmachina.aws.HttpEvent;
import io.voxmachina.aws.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// `POST /webhook`: the only public door.
public final class WebhookHandler implements RequestStreamHandler {
    private final Door door;

    /// What Lambda calls. Throws [IllegalStateException] that names all that is not configured.
    public WebhookHandler() {
        this(Wiring.door(Environment.read(System.getenv(), WebhookConfig::in)));
        Snapshot.prepare(System.getenv(), Rehearsal::new);
    }

    WebhookHandler(Door door) {
        this.door = door;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context)
            throws IOException {
        door.answer(HttpEvent.read(event)).write(answer);
    }
}
