package io.voxmachina.webhook;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.voxmachina.aws.Environment;
import io.voxmachina.aws.Snapshot;

/// `POST /webhook`: the only public door.
public final class WebhookHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final Door door;

    /// What Lambda calls. Throws [IllegalStateException] that names all that is not configured.
    public WebhookHandler() {
        this(Wiring.door(Environment.read(System.getenv(), WebhookConfig::in)));
        if (Snapshot.awaits(System.getenv())) Rehearsal.run();
    }

    WebhookHandler(Door door) {
        this.door = door;
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return door.answer(event);
    }
}
