package io.voxmachina.history;

import io.voxmachina.aws.HttpAnswer;
import io.voxmachina.aws.HttpEvent;
import io.voxmachina.call.CallId;
import io.voxmachina.call.Log;
import io.voxmachina.call.Unavailable;

/// Which question a request asks, and how its answer goes over HTTP.
///
/// @param history answers the questions
record Routes(History history, Log log) {
    HttpAnswer answer(HttpEvent event) {
        try {
            return route(event);
        } catch (Refusal e) {
            return HttpAnswer.error(e.status(), e.code(), e.getMessage());
        } catch (Unavailable e) {
            log.warn("table unavailable", "error", e);
            return HttpAnswer.error(503, "unavailable", "The table does not answer. Try again.");
        } catch (RuntimeException e) {
            log.error("history failed", "error", e);
            return HttpAnswer.error(500, "internal", "This is a fault of ours.");
        }
    }

    private HttpAnswer route(HttpEvent event) {
        return switch (event.route()) {
            case "GET /health" -> HttpAnswer.json(200, history.health());
            case "GET /calls" -> HttpAnswer.json(200, history.list(CallsQuery.in(event.query())));
            case "GET /calls/{callId}" -> HttpAnswer.json(200, history.call(callId(event)));
            case "GET /calls/{callId}/transcript" -> transcript(event);
            default -> throw new Refusal(404, "no_such_route", "There is nothing at this address.");
        };
    }

    private HttpAnswer transcript(HttpEvent event) {
        var call = callId(event);
        return switch (event.query().getOrDefault("format", "json")) {
            case "json" -> HttpAnswer.json(200, history.transcript(call));
            case "text" -> HttpAnswer.text(history.transcriptText(call));
            default -> throw new Refusal(400, "bad_format", "format is json or text.");
        };
    }

    private static CallId callId(HttpEvent event) {
        try {
            return new CallId(event.path().get("callId"));
        } catch (IllegalArgumentException e) {
            throw new Refusal(404, "no_such_call", "There is no call of that id.");
        }
    }
}
