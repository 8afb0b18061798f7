package io.voxmachina.fakes.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxmachina.fakes.openai.PhoneLine.Phase;
import io.voxmachina.fakes.openai.script.CallFaults.AcceptAnswer;
import io.voxmachina.fakes.openai.wire.ApiError;
import io.voxmachina.fakes.openai.wire.JsonTree;
import java.time.Duration;
import java.util.Optional;

/// The four call endpoints (OpenAPI document, `/realtime/calls/{call_id}/…`). Runs under the call's
/// lock.
final class CallEndpoints {
    private static final Duration TEARDOWN = Duration.ofMillis(50);

    private final PhoneLine line;
    private int accepts;

    CallEndpoints(PhoneLine line) {
        this.line = line;
    }

    Outcome handle(String action, String body) {
        return switch (action) {
            case "accept" -> accept(body);
            case "reject" -> reject(body);
            case "hangup" -> hangUp();
            case "refer" -> refer(body);
            default -> Outcome.refused(new ApiError(404, "unknown_url", "Invalid URL", null));
        };
    }

    private Outcome accept(String body) {
        var fault = line.script.faults().accept();
        var kind = ++accepts <= fault.times() ? fault.kind() : AcceptAnswer.Kind.PROMPT;
        if (kind == AcceptAnswer.Kind.FAILED) return Outcome.serverError();
        var outcome = accepted(body);
        return switch (kind) {
            case PROMPT, FAILED -> outcome;
            case DROPPED -> outcome.lost();
            case DELAYED -> outcome.after(fault.delay());
            case FAILED_LATE -> Outcome.serverError();
        };
    }

    private Outcome accepted(String body) {
        var refusal = whyNotDecide();
        if (refusal.isPresent()) return Outcome.refused(refusal.get());
        var json = JsonTree.objectIn(body);
        if (json.isEmpty()) return notJson();
        line.accept(json.get());
        return Outcome.ok();
    }

    private Optional<ApiError> whyNotDecide() {
        return switch (line.phase()) {
            case RINGING -> Optional.empty();
            case OVER -> Optional.of(ApiError.callNotFound());
            case LIVE -> Optional.of(decidedBefore());
        };
    }

    /// Undocumented for Realtime; 409 is borrowed from Live's second decision.
    private ApiError decidedBefore() {
        var words = "This call was accepted or rejected before.";
        return switch (line.script.faults().secondAccept()) {
            case CONFLICT -> new ApiError(409, "decision_already_made", words, null);
            case BAD_REQUEST -> ApiError.invalid("invalid_request_error", words, null);
            case NOT_FOUND -> ApiError.callNotFound();
        };
    }

    private Outcome reject(String body) {
        var refusal = whyNotDecide();
        if (refusal.isPresent()) return Outcome.refused(refusal.get());
        var json = JsonTree.objectIn(body.isBlank() ? "{}" : body);
        if (json.isEmpty()) return notJson();
        var code = json.get().path("status_code");
        boolean good = code.isMissingNode() || code.isInt() && code.asInt() / 100 >= 3;
        if (!good) return Outcome.refused(ApiError.invalidValue("status_code"));
        line.end(EndedBy.REJECTED);
        return Outcome.ok();
    }

    /// 200 when the teardown begins.
    private Outcome hangUp() {
        if (line.phase() != Phase.LIVE) return Outcome.refused(ApiError.callNotFound());
        line.guard.afterReal(TEARDOWN, () -> line.end(EndedBy.AGENT));
        return Outcome.ok();
    }

    /// 200 once the provider has the REFER. Users report 500, and 200 with nothing following.
    private Outcome refer(String body) {
        if (line.phase() != Phase.LIVE) return Outcome.refused(ApiError.callNotFound());
        var target = JsonTree.objectIn(body).map(CallEndpoints::target).orElse("");
        if (target.isBlank()) return Outcome.refused(ApiError.missing("target_uri"));
        if (!target.startsWith("tel:")
                && !target.startsWith("sip:")
                && !target.startsWith("sips:")) {
            return Outcome.refused(ApiError.invalidValue("target_uri"));
        }
        return switch (line.script.faults().refer()) {
            case FAILS -> Outcome.serverError();
            case IGNORED -> Outcome.ok();
            case TRANSFERS -> {
                line.guard.afterReal(TEARDOWN, () -> line.end(EndedBy.TRANSFER));
                yield Outcome.ok();
            }
        };
    }

    private static String target(ObjectNode json) {
        return json.path("target_uri").asText("");
    }

    private static Outcome notJson() {
        return Outcome.refused(
                ApiError.invalid("invalid_json", "We could not parse the body.", null));
    }
}
