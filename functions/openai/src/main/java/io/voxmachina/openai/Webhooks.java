package io.voxmachina.openai;

import io.voxmachina.call.Log;
import io.voxmachina.openai.Signatures.Check;
import io.voxmachina.openai.Verification.Forged;
import io.voxmachina.openai.Verification.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// Tells OpenAI's webhooks from everything else that reaches a public address.
///
/// What can be refused without a secret is refused before the secrets are read. Nothing is thrown.
public final class Webhooks {
    /// The longest body that is looked at. OpenAI's are a few KiB.
    public static final int MAX_BODY = 64 * 1024;

    private static final Refused NO_MATCH =
            new Refused(401, "bad_signature", "The signature does not match.");

    private static final Pattern ID = Pattern.compile("[!-~]{1,256}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,11}");

    private final Supplier<WebhookSecrets> secrets;
    private final Duration tolerance;
    private final InstantSource clock;
    private final Log log;
    private final Signatures signatures;

    /// @param secrets read for each delivery that might be genuine
    /// @param tolerance how far a delivery's time may be from ours, in both directions
    public Webhooks(
            Supplier<WebhookSecrets> secrets, Duration tolerance, InstantSource clock, Log log) {
        this.secrets = secrets;
        this.tolerance = tolerance;
        this.clock = clock;
        this.log = log;
        this.signatures = new Signatures(tolerance, clock);
    }

    /// Says what a delivery is.
    public Verification verify(Delivery delivery) {
        if (delivery.body().length > MAX_BODY)
            return new Refused(413, "too_large", "The body is larger than 64 KiB.");

        var id = delivery.header("webhook-id").orElse("");
        if (!ID.matcher(id).matches()) return missing("webhook-id");
        if (delivery.header("webhook-signature").isEmpty()) return missing("webhook-signature");
        var timestamp = delivery.header("webhook-timestamp").orElse("");
        if (timestamp.isEmpty()) return missing("webhook-timestamp");
        if (!SECONDS.matcher(timestamp).matches())
            return new Refused(400, "bad_timestamp", "webhook-timestamp is not in seconds.");

        var sentAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
        if (Duration.between(sentAt, clock.instant()).abs().compareTo(tolerance) > 0)
            return new Refused(401, "stale", "webhook-timestamp is too far from the present.");

        return switch (check(delivery)) {
            case GENUINE -> WebhookBody.read(delivery.body(), sentAt);
            case FORGED -> new Forged(NO_MATCH);
            case NO_SECRET -> notConfigured();
        };
    }

    private Check check(Delivery delivery) {
        try {
            return signatures.check(delivery, secrets.get());
        } catch (RuntimeException e) {
            log.error("webhook secrets unreadable", "why", FailureNames.of(e));
            return Check.NO_SECRET;
        }
    }

    private Verification notConfigured() {
        log.error("webhook refused: no usable webhook secret");
        return new Refused(503, "not_configured", "This address cannot verify webhooks yet.");
    }

    private static Refused missing(String header) {
        return new Refused(400, "missing_header", "There is no proper " + header + " header.");
    }
}
