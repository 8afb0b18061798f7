package io.voxmachina.fakes.openai;

import io.voxmachina.fakes.openai.Observation.What;
import io.voxmachina.fakes.openai.script.Dialled.Apis;
import io.voxmachina.fakes.openai.webhook.Delivery;
import io.voxmachina.fakes.openai.webhook.IncomingEvents;
import io.voxmachina.fakes.openai.webhook.Webhook;
import io.voxmachina.fakes.openai.webhook.WebhookSigner;
import io.voxmachina.fakes.openai.wire.WireIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Tells the application of a call: at once or late, once or more often, in order or not, and again
/// after a failure.
final class Dialler {
    // Published: exponential backoff for up to 72 hours. Nobody telephones that long.
    private static final int MAX_ATTEMPTS = 6;
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(500);
    private static final Duration SWAPPED = Duration.ofMillis(200);

    private final LineTime time;
    private final WireIds ids;
    private final WebhookSigner signer;

    Dialler(LineTime time, WireIds ids, WebhookSigner signer) {
        this.time = time;
        this.ids = ids;
        this.signer = signer;
    }

    void dial(PhoneLine line, Webhook webhook) {
        var faults = line.script.faults();
        var deliveries = deliveries(line);
        var delay = faults.webhookDelay();
        for (var delivery : deliveries) {
            if (faults.reordered() && deliveries.size() == 1) {
                later(delay, () -> post(line, webhook, again(delivery), 1));
                later(delay.plus(SWAPPED), () -> post(line, webhook, delivery, 1));
            } else {
                later(delay, () -> post(line, webhook, delivery, 1));
            }
            for (var duplicate : faults.duplicates()) {
                later(delay.plus(duplicate), () -> post(line, webhook, again(delivery), 1));
            }
        }
    }

    private List<Delivery> deliveries(PhoneLine line) {
        var dialled = line.script.dialled();
        var headers = dialled.sipHeaders(ids.request());
        var now = time.now();
        var all = new ArrayList<Delivery>();
        if (dialled.apis() != Apis.LIVE) {
            var body = IncomingEvents.realtimeCall(ids.webhookEvent(), now, line.id, headers);
            all.add(signer.sign(ids.delivery(), now, body));
        }
        if (dialled.apis() != Apis.REALTIME) {
            var id = ids.liveSession();
            var body = IncomingEvents.liveTransport(ids.webhookEvent(), now, id, headers);
            all.add(signer.sign(ids.delivery(), now, body));
        }
        return line.script.faults().reordered() ? all.reversed() : all;
    }

    private Delivery again(Delivery delivery) {
        return signer.again(delivery, time.now());
    }

    private void later(Duration delay, Runnable post) {
        time.after(delay, () -> Thread.ofVirtual().name("webhook").start(post));
    }

    private void post(PhoneLine line, Webhook webhook, Delivery delivery, int attempt) {
        int status = deliver(webhook, delivery);
        line.guard.locked(() -> line.observations.note(What.WEBHOOK, Integer.toString(status)));
        boolean success = status >= 200 && status < 300;
        if (success || attempt == MAX_ATTEMPTS) return;
        var backoff = FIRST_BACKOFF.multipliedBy(1L << (attempt - 1));
        later(backoff, () -> post(line, webhook, again(delivery), attempt + 1));
    }

    private static int deliver(Webhook webhook, Delivery delivery) {
        try {
            return webhook.deliver(delivery);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
