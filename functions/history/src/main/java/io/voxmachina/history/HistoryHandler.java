package io.voxmachina.history;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.voxmachina.aws.Environment;
import io.voxmachina.aws.JsonLog;
import io.voxmachina.call.JdkPlatform;
import io.voxmachina.dynamo.DynamoCalls;

/// `GET /calls…` and `GET /health`: reads the table, never writes it.
public final class HistoryHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final Routes routes;

    /// What Lambda calls. Throws [IllegalStateException] that names all that is not configured.
    public HistoryHandler() {
        this(routes(Environment.read(System.getenv(), HistoryConfig::in)));
    }

    HistoryHandler(Routes routes) {
        this.routes = routes;
    }

    private static Routes routes(HistoryConfig config) {
        var log = JsonLog.standard(config.logLevel());
        var unique = new JdkPlatform(log);
        var table =
                DynamoCalls.of(
                        DynamoCalls.client(),
                        config.callsTable(),
                        config.retention(),
                        unique::uniqueName);
        return new Routes(new History(table.calls(), table.transcripts()), log);
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return routes.answer(event);
    }
}
