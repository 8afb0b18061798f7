package io.voxmachina.fakes.openai.script;

import io.voxmachina.fakes.openai.script.CallFaults.AcceptAnswer;
import io.voxmachina.fakes.openai.script.CallFaults.ReferOutcome;
import io.voxmachina.fakes.openai.script.CallFaults.SecondAccept;
import java.time.Duration;
import java.util.List;

/// Names the faults of a call, one by one. Their meaning stands at `CallFaults`.
public final class CallFaultsBuilder {
    private Duration webhookDelay;
    private List<Duration> duplicates;
    private boolean reordered;
    private AcceptAnswer accept;
    private SecondAccept secondAccept;
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

    CallFaultsBuilder() {}

    public CallFaultsBuilder webhookDelay(Duration delay) {
        webhookDelay = delay;
        return this;
    }

    public CallFaultsBuilder duplicates(Duration... delays) {
        duplicates = List.of(delays);
        return this;
    }

    public CallFaultsBuilder reordered() {
        reordered = true;
        return this;
    }

    public CallFaultsBuilder accept(AcceptAnswer.Kind kind, int times, Duration delay) {
        accept = new AcceptAnswer(kind, times, delay);
        return this;
    }

    public CallFaultsBuilder secondAccept(SecondAccept answer) {
        secondAccept = answer;
        return this;
    }

    public CallFaultsBuilder sidebandNotFoundFor(Duration time) {
        sidebandNotFoundFor = time;
        return this;
    }

    public CallFaultsBuilder dropSidebandsAt(Duration... offsets) {
        dropSidebandsAt = List.of(offsets);
        return this;
    }

    public CallFaultsBuilder halfOpenAt(Duration offset) {
        halfOpenAt = offset;
        return this;
    }

    public CallFaultsBuilder unknownEvents() {
        unknownEvents = true;
        return this;
    }

    public CallFaultsBuilder callerGoneWhileRinging() {
        callerGoneWhileRinging = true;
        return this;
    }

    public CallFaultsBuilder transcriptionDelay(Duration delay) {
        transcriptionDelay = delay;
        return this;
    }

    public CallFaultsBuilder transcriptionFails() {
        transcriptionFails = true;
        return this;
    }

    public CallFaultsBuilder sessionLimit(Duration limit) {
        sessionLimit = limit;
        return this;
    }

    public CallFaultsBuilder refer(ReferOutcome outcome) {
        refer = outcome;
        return this;
    }

    public CallFaultsBuilder withoutSessionCreated() {
        sessionCreatedOnAttach = false;
        return this;
    }

    public CallFaultsBuilder closeCode(int code) {
        closeCode = code;
        return this;
    }

    public CallFaults build() {
        return new CallFaults(
                webhookDelay,
                duplicates,
                reordered,
                accept,
                secondAccept,
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
