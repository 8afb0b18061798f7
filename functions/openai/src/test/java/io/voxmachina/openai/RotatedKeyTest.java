package io.voxmachina.openai;

import static io.voxmachina.openai.TestLine.CALL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.voxmachina.call.CallControl.Acceptance.Accepted;
import io.voxmachina.call.CallControl.Acceptance.NotAsked;
import io.voxmachina.call.CallControl.Acceptance.Unsure;
import io.voxmachina.call.CallControl.HangUp;
import io.voxmachina.call.Sideband.Attachment.Attached;
import io.voxmachina.call.Sideband.Attachment.Failed;
import io.voxmachina.call.Sideband.Why;
import io.voxmachina.call.Unavailable;
import io.voxmachina.openai.Loopback.Behaviour;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// The key was rotated and the old one revoked, while we still remember the old one.
@Timeout(20)
@ExtendWith(Warm.class)
class RotatedKeyTest {
    private static final String OLD = "sk-old";
    private static final String NEW = "sk-new";

    @AutoClose private final TestLine line = new TestLine();
    private final AtomicInteger looks = new AtomicInteger();
    private String remembered = OLD;
    private String stored = NEW;

    @Test
    void aCallIsAnsweredWithTheNewKey() {
        var calls = line.calls(knowing(NEW), this::key, this::refreshed);

        assertEquals(new Accepted(), line.accept(calls));
        assertEquals(2, line.asked());
    }

    @Test
    void aCallIsHungUpWithTheNewKey() {
        var calls = line.calls(knowing(NEW), this::key, this::refreshed);

        assertEquals(HangUp.DONE, calls.hangUp(CALL, line.soon()));
    }

    @Test
    void aSidebandIsAttachedWithTheNewKey() {
        var attached = assertInstanceOf(Attached.class, sideband(NEW).attach(CALL));

        attached.link().close();
        assertEquals(2, line.asked());
    }

    @Test
    void whileTheNewKeyIsNotStoredTheCallIsLeftRinging() {
        stored = OLD;
        var calls = line.calls(knowing(NEW), this::key, this::refreshed);

        assertEquals(new NotAsked("invalid_api_key"), line.accept(calls));
        assertEquals(1, line.asked());
    }

    @Test
    void aNewKeyThatIsRefusedTooLeavesTheCallRinging() {
        var calls = line.calls(knowing("sk-newer"), this::key, this::refreshed);

        assertEquals(new NotAsked("invalid_api_key"), line.accept(calls));
        assertEquals(2, line.asked());
    }

    @Test
    void aSecretThatCannotBeReadAnewLeavesTheCallRinging() {
        stored = null;
        var calls = line.calls(knowing(NEW), this::key, this::refreshed);

        assertEquals(new NotAsked("invalid_api_key"), line.accept(calls));
    }

    @Test
    void afterALostAnswerARefusedKeyProvesNothing() {
        stored = OLD;
        var asked = new AtomicInteger();
        Behaviour lostFirst =
                exchange -> {
                    if (asked.getAndIncrement() == 0) exchange.drop();
                    else knowing(NEW).on(exchange);
                };
        var calls = line.calls(lostFirst, this::key, this::refreshed);

        assertEquals(new Unsure("invalid_api_key"), line.accept(calls));
    }

    @Test
    void aSidebandWhoseNewKeyIsRefusedTooIsOutOfReach() {
        assertEquals(new Failed(Why.UNREACHABLE), sideband("sk-newer").attach(CALL));
        assertEquals(2, line.asked());
    }

    private RealtimeSideband sideband(String valid) {
        var clients = line.clients(knowing(valid), this::key, this::refreshed);
        return new RealtimeSideband(clients, line.platform, line.log);
    }

    /// An OpenAI to which one key is good.
    private static Behaviour knowing(String valid) {
        return exchange -> {
            if (!exchange.headers.get("authorization").equals("Bearer " + valid))
                exchange.error(401, "invalid_api_key");
            else if (exchange.headers.containsKey("upgrade")) exchange.upgrade().hold();
            else exchange.reply(200, "");
        };
    }

    private String key() {
        if (remembered == null) throw new Unavailable("read secret");
        return remembered;
    }

    /// As a secret in Secrets Manager: it does not let itself be asked for anew all the time.
    private boolean refreshed() {
        remembered = stored;
        return looks.getAndIncrement() == 0;
    }
}
