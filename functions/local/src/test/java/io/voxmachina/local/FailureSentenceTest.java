package io.voxmachina.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxmachina.fakes.http.HttpReply;
import io.voxmachina.fakes.http.Loopback;
import io.voxmachina.local.cli.Trouble;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class FailureSentenceTest {
    @Test
    void troubleIsTheSentence() {
        assertEquals("Sign in.", FailureSentence.of(new Trouble("Sign in.")));
    }

    @Test
    void aBugIsToldWithItsClassAndHowToLearnMore() {
        assertEquals(
                "IllegalStateException: zip file closed. VOX_TRACE=1 tells more.",
                FailureSentence.of(new IllegalStateException("zip file closed")));
    }

    @Test
    void aTakenPortIsNamed() {
        try (var first = answering(0)) {
            var taken =
                    Assertions.assertThrows(
                            RuntimeException.class, () -> answering(first.port()).close());

            assertEquals(
                    "Nothing can listen on loopback port " + first.port() + ".",
                    FailureSentence.of(taken));
        }
    }

    private static Loopback answering(int port) {
        return Loopback.serving(port, 0, _ -> HttpReply.empty(200));
    }
}
