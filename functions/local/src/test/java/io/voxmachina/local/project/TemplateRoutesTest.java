package io.voxmachina.local.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The HTTP API.
class TemplateRoutesTest {
    private static final JsonNode API = Templates.MAIN.resource("Api");
    private static final Map<String, String> ROUTES =
            Map.of(
                    "POST /webhook", "WebhookFunction NONE",
                    "GET /health", "HistoryFunction NONE",
                    "GET /calls", "HistoryFunction ",
                    "GET /calls/{callId}", "HistoryFunction ",
                    "GET /calls/{callId}/transcript", "HistoryFunction ");

    @Test
    void onlyTheWebhookAndHealthAreOpenToAll() {
        assertEquals("true", API.at("/Auth/EnableIamAuthorizer").asText());
        assertEquals("AWS_IAM", API.at("/Auth/DefaultAuthorizer").asText());
        assertEquals(ROUTES, routes());
    }

    @Test
    void routesAreThrottledAndTheWebhookLeast() {
        var others = API.path("DefaultRouteSettings");
        var webhook = API.path("RouteSettings").path("POST /webhook");

        for (var limit : Set.of("ThrottlingRateLimit", "ThrottlingBurstLimit")) {
            assertTrue(others.path(limit).asInt() > 0);
            assertTrue(webhook.path(limit).asInt() > others.path(limit).asInt());
        }
    }

    /// API Gateway may warn of what SAM writes: parameters without a schema, empty responses, a
    /// scheme named NONE.
    @Test
    void aWarningOfTheApisImportIsNoReasonToRollBack() {
        assertTrue(API.path("FailOnWarnings").isMissingNode());
    }

    @Test
    void theAccessLogTellsOfNobody() {
        var format = API.at("/AccessLogSettings/Format").asText();

        for (var personal :
                Set.of("sourceIp", "path", "query", "identity", "authorizer", "agent")) {
            assertFalse(format.toLowerCase().contains(personal.toLowerCase()), personal);
        }
    }

    private static Map<String, String> routes() {
        var routes = new TreeMap<String, String>();
        for (var function : TemplateTest.functions()) {
            for (var event : function.at("/Events")) {
                var route = event.path("Properties");
                assertEquals("Api", route.at("/ApiId/Ref").asText());
                routes.put(
                        route.path("Method").asText() + " " + route.path("Path").asText(),
                        function.id() + " " + route.at("/Auth/Authorizer").asText());
            }
        }
        return routes;
    }
}
