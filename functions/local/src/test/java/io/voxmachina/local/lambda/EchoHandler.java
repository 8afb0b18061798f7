package io.voxmachina.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.Map;

/// Answers an HTTP request with what it saw of it.
public final class EchoHandler
        implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        var seen =
                String.join(
                        " ",
                        event.getRequestContext().getHttp().getMethod(),
                        event.getRawPath(),
                        String.valueOf(event.getPathParameters()),
                        String.valueOf(event.getQueryStringParameters()),
                        event.getHeaders().get("x-probe"),
                        event.getBody());
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(201)
                .withHeaders(Map.of("X-Seen", "yes"))
                .withBody(seen)
                .build();
    }
}
