package io.voxmachina.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallRecordTest {
    private static final Instant RANG = Instant.parse("2026-01-01T03:00:00Z");
    private static final Instant CLAIM_ENDS = RANG.plusSeconds(10);

    @Test
    void anAcceptThatIsOnRecordWasNoLater() {
        var unsure = Optional.of(RANG.plusSeconds(3));

        assertEquals(RANG.plusSeconds(1), acceptedBy(Optional.of(RANG.plusSeconds(1)), unsure));
    }

    @Test
    void anAcceptWhoseAnswerWasLostWasMadeBeforeThat() {
        var unsure = Optional.of(RANG.plusSeconds(3));

        assertEquals(RANG.plusSeconds(3), acceptedBy(Optional.empty(), unsure));
    }

    @Test
    void anAcceptOfWhichNothingIsKnownIsMadeWithinItsClaim() {
        assertEquals(CLAIM_ENDS, acceptedBy(Optional.empty(), Optional.empty()));
    }

    private static Instant acceptedBy(Optional<Instant> acceptedAt, Optional<Instant> unsureSince) {
        var agent = new AgentRef("reception", "1");
        var call =
                new NewCall(
                        new CallId("rtc_1"),
                        "realtime",
                        agent,
                        Optional.empty(),
                        Optional.empty(),
                        RANG);
        return new CallRecord(
                        call,
                        CLAIM_ENDS,
                        acceptedAt,
                        unsureSince,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        RANG,
                        false,
                        Lease.NONE,
                        Greeting.NONE,
                        Launch.NONE)
                .acceptedBy();
    }
}
