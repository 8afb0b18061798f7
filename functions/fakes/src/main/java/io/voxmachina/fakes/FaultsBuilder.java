package io.voxmachina.fakes;

import io.voxmachina.fakes.Faults.AcceptAnswer;
import io.voxmachina.fakes.Faults.ReferOutcome;
import java.time.Duration;
import java.util.List;

/// Names the faults of a call, one by one. Their meaning stands at `Faults`.
public final class FaultsBuilder {
    private Duration webhookDelay;
    private List<Duration> duplicates;
    private boolean reordered;
    private AcceptAnswer accept;
    private Duration sidebandNotFoundFor;
    private List<Duration> dropSidebandsAt;
    private Duration halfOpenAt;
    private boolean unknownEvents;
    private boolean callerGoneWhileRinging;
    private Duration transcriptionDelay;
    private boolean transcriptionFails;
    private Duration sessionLimit;
    private ReferOutcome refer;
    private Boolean sessionCreatedOnAttach;
    private Integer closeCode;

    FaultsBuilder() {}

    public FaultsBuilder webhookDelay(Duration delay) {
        webhookDelay = delay;
        return this;
    }

    public FaultsBuilder duplicates(Duration... delays) {
        duplicates = List.of(delays);
        return this;
    }

    public FaultsBuilder reordered() {
        reordered = true;
        return this;
    }

    public FaultsBuilder accept(AcceptAnswer.Kind kind, int times, Duration delay) {
        accept = new AcceptAnswer(kind, times, delay);
        return this;
    }

    public FaultsBuilder sidebandNotFoundFor(Duration time) {
        sidebandNotFoundFor = time;
        return this;
    }

    public FaultsBuilder dropSidebandsAt(Duration... offsets) {
        dropSidebandsAt = List.of(offsets);
        return this;
    }

    public FaultsBuilder halfOpenAt(Duration offset) {
        halfOpenAt = offset;
        return this;
    }

    public FaultsBuilder unknownEvents() {
        unknownEvents = true;
        return this;
    }

    public FaultsBuilder callerGoneWhileRinging() {
        callerGoneWhileRinging = true;
        return this;
    }

    public FaultsBuilder transcriptionDelay(Duration delay) {
        transcriptionDelay = delay;
        return this;
    }

    public FaultsBuilder transcriptionFails() {
        transcriptionFails = true;
        return this;
    }

    public FaultsBuilder sessionLimit(Duration limit) {
        sessionLimit = limit;
        return this;
    }

    public FaultsBuilder refer(ReferOutcome outcome) {
        refer = outcome;
        return this;
    }

    public FaultsBuilder withoutSessionCreated() {
        sessionCreatedOnAttach = false;
        return this;
    }

    public FaultsBuilder closeCode(int code) {
        closeCode = code;
        return this;
    }

    public Faults build() {
        return new Faults(
                webhookDelay,
                duplicates,
                reordered,
                accept,
                sidebandNotFoundFor,
                dropSidebandsAt,
                halfOpenAt,
                unknownEvents,
                callerGoneWhileRinging,
                transcriptionDelay,
                transcriptionFails,
                sessionLimit,
                refer,
                sessionCreatedOnAttach,
                closeCode);
    }
}
