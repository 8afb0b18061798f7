package io.voxmachina.history;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.voxmachina.call.CallId;
import io.voxmachina.call.Log;
import io.voxmachina.call.Log.Level;
import io.voxmachina.call.Unavailable;
import java.util.Map;
import java.util.Optional;

/// Which question a request asks, and how its answer goes over HTTP.
///
/// @param history answers the questions
record Routes(History history, Log log) {
    APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event) {
        try {
            return route(event);
        } catch (Refusal e) {
            return Replies.error(e.status(), e.code(), e.getMessage());
        } catch (Unavailable e) {
            log.warn("table unavailable", "error", e);
            return Replies.error(503, "unavailable", "The table does not answer. Try again.");
        } catch (RuntimeException e) {
            log.line(Level.ERROR, "history failed", "error", e);
            return Replies.error(500, "internal", "This is a fault of ours.");
        }
    }

    private APIGatewayV2HTTPResponse route(APIGatewayV2HTTPEvent event) {
        return switch (String.valueOf(event.getRouteKey())) {
            case "GET /health" -> Replies.json(history.health());
            case "GET /calls" -> Replies.json(history.list(CallsQuery.in(parameters(event))));
            case "GET /calls/{callId}" -> Replies.json(history.call(callId(event)));
            case "GET /calls/{callId}/transcript" -> transcript(event);
            default -> throw new Refusal(404, "no_such_route", "There is nothing at this address.");
        };
    }

    private APIGatewayV2HTTPResponse transcript(APIGatewayV2HTTPEvent event) {
        var call = callId(event);
        return switch (parameters(event).getOrDefault("format", "json")) {
            case "json" -> Replies.json(history.transcript(call));
            case "text" -> Replies.text(history.transcriptText(call));
            default -> throw new Refusal(400, "bad_format", "format is json or text.");
        };
    }

    private static Map<String, String> parameters(APIGatewayV2HTTPEvent event) {
        return Optional.ofNullable(event.getQueryStringParameters()).orElse(Map.of());
    }

    private static CallId callId(APIGatewayV2HTTPEvent event) {
        var parameters = Optional.ofNullable(event.getPathParameters()).orElse(Map.of());
        try {
            return new CallId(parameters.get("callId"));
        } catch (IllegalArgumentException e) {
            throw new Refusal(404, "no_such_call", "There is no call of that id.");
        }
    }
}
