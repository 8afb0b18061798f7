package io.voxmachina.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Time that passes when told.
final class SetClock implements InstantSource {
    private Instant now = Instant.parse("2026-11-21T22:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }
}
