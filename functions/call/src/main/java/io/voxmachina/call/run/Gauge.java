package io.voxmachina.call.run;

import io.voxmachina.call.Assignment;
import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallRecord;
import io.voxmachina.call.EndReason;
import io.voxmachina.call.Leases;
import io.voxmachina.call.Log;
import io.voxmachina.call.Metric;
import io.voxmachina.call.Role;
import io.voxmachina.call.state.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Reports the numbers that the course of a call shows to one controller. It only watches.
final class Gauge {
    private final Assignment assignment;
    private final Log log;
    private boolean wasAttached;
    private boolean awaitsFirstWord;
    private Optional<Instant> firstWord = Optional.empty();
    private Optional<Instant> callerStopped = Optional.empty();

    Gauge(Assignment assignment, Log log) {
        this.assignment = assignment;
        this.log = log;
    }

    /// @param call what the event has made of it
    void see(CallEvent event, Call call, Instant now) {
        answer(event, call, now);
        switch (event) {
            case CallEvent.LeaseAcquired(var record, _, _) when record.answeredAt().isEmpty() ->
                    awaitsFirstWord = true;
            case CallEvent.Attached() -> attached(call.record(), now);
            case CallEvent.PlaybackStarted _ when awaitsFirstWord -> {
                awaitsFirstWord = false;
                firstWord = Optional.of(now);
            }
            case CallEvent.Closed(var outcome) when outcome == Leases.Closing.CLOSED ->
                    call.endReason().ifPresent(this::closed);
            default -> {}
        }
        if (firstWord.isPresent()) tellFirstWord(call.record(), firstWord.get());
    }

    /// How long the caller waits for an answer. Whoever speaks again waits anew; while a call
    /// changes hands both controllers hear it, and its holder tells.
    private void answer(CallEvent event, Call call, Instant now) {
        switch (event) {
            case CallEvent.CallerStopped _ when call.holds() -> callerStopped = Optional.of(now);
            case CallEvent.PlaybackStarted _ -> {
                callerStopped.ifPresent(from -> time(Metric.SPEECH_TO_ANSWER, from, now));
                callerStopped = Optional.empty();
            }
            case CallEvent.CallerStarted _, CallEvent.SidebandLost _, CallEvent.LeaseLost _ ->
                    callerStopped = Optional.empty();
            default -> {}
        }
    }

    private void attached(CallRecord record, Instant now) {
        if (wasAttached) {
            log.measure(Metric.REATTACHES, 1, "callId", assignment.call());
        } else if (assignment.me().role() == Role.MONITOR && record.launch().number() == 1) {
            record.acceptedAt().ifPresent(from -> time(Metric.ACCEPT_TO_TASK, from, now));
        }
        wasAttached = true;
    }

    /// The record that a responder has read may be older than the accept; a later one tells.
    private void tellFirstWord(CallRecord record, Instant at) {
        if (record.acceptedAt().isEmpty()) return;
        time(Metric.ACCEPT_TO_FIRST_WORD, record.acceptedAt().get(), at);
        firstWord = Optional.empty();
    }

    private void closed(EndReason reason) {
        log.measure(
                Metric.CALLS,
                1,
                "outcome",
                reason.status(),
                "reason",
                reason,
                "callId",
                assignment.call());
    }

    private void time(Metric metric, Instant from, Instant to) {
        var length = Math.max(0, Duration.between(from, to).toMillis());
        log.measure(metric, length, "callId", assignment.call());
    }
}
