package io.voxmachina.webhook;

import io.voxmachina.aws.HttpAnswer;
import io.voxmachina.aws.HttpEvent;
import io.voxmachina.call.Log;
import io.voxmachina.call.Metric;
import io.voxmachina.openai.Delivery;
import io.voxmachina.openai.Verification;
import io.voxmachina.openai.Verification.Forged;
import io.voxmachina.openai.Verification.Refused;
import io.voxmachina.openai.Verification.Verified;
import io.voxmachina.openai.WebhookEvent.IncomingCall;
import io.voxmachina.openai.WebhookEvent.OtherEvent;
import io.voxmachina.openai.Webhooks;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// Turns requests into deliveries, and what comes of them into answers.
///
/// @param webhooks tells OpenAI's deliveries from everything else
/// @param refreshed asks for the signing secrets anew; true when another look is worth it
/// @param incomingCalls decides about ringing calls
record Door(Webhooks webhooks, BooleanSupplier refreshed, IncomingCalls incomingCalls, Log log) {
    private static final Refused NOT_BASE64 =
            new Refused(400, "bad_encoding", "The body is not Base64 as announced.");

    HttpAnswer answer(HttpEvent event) {
        try {
            return answer(Deliveries.in(event).map(this::verify).orElse(NOT_BASE64));
        } catch (RuntimeException e) {
            log.error("webhook failed", "error", e);
            return HttpAnswer.error(503, "unavailable", "Try again.");
        }
    }

    /// A signature that does not match may be made with a secret that was rotated since we last
    /// looked.
    private Verification verify(Delivery delivery) {
        var verification = webhooks.verify(delivery);
        var again = verification instanceof Forged && refreshed.getAsBoolean();
        return again ? webhooks.verify(delivery) : verification;
    }

    private HttpAnswer answer(Verification verification) {
        return switch (verification) {
            case Refused refused -> answer(refused);
            case Forged(var refused) -> answer(refused);
            case Verified(OtherEvent _) -> outcome("ignored");
            case Verified(IncomingCall call) -> answer(call);
        };
    }

    private HttpAnswer answer(Refused refused) {
        log.info("refused", "status", refused.status(), "code", refused.code());
        log.measure(Metric.REFUSALS, 1, "code", refused.code());
        return HttpAnswer.error(refused.status(), refused.code(), refused.reason());
    }

    private HttpAnswer answer(IncomingCall call) {
        var reception = incomingCalls.receive(call);
        log.info("received", "callId", call.call(), "outcome", reception);
        return switch (reception) {
            case ANSWERED -> outcome("answered");
            case DECIDED_BEFORE -> outcome("decided_before");
            case LEFT_TO_OTHER_API -> outcome("left_to_other_api");
            case TOO_LATE -> outcome("too_late");
            case GONE -> outcome("gone");
            case REFUSED -> outcome("refused");
            case BEING_DECIDED -> HttpAnswer.error(409, "being_decided", "Try again in a moment.");
            case UNAVAILABLE ->
                    HttpAnswer.error(503, "unavailable", "Nothing was accepted. Try again.");
        };
    }

    private static HttpAnswer outcome(String outcome) {
        return HttpAnswer.json(200, Map.of("outcome", outcome));
    }
}
