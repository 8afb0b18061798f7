package io.voxmachina.fakes.openai.script;

import java.time.Duration;
import java.util.List;

/// What goes wrong in a scripted call, and which variant is played where OpenAI's behaviour is
/// unknown.
///
/// Durations marked *real* are measured against the clocks of the program under test, so the
/// script's pace leaves them alone; the others are the call's own time.
///
/// @param webhookDelay real: the webhook comes so late
/// @param duplicates real: further deliveries of the same event, so long after the first
/// @param reordered the second delivery comes before the first (of two APIs: the Live one first)
/// @param accept what becomes of the accept's answer
/// @param secondAccept what is answered to an accept of a call that was accepted before (unknown)
/// @param sidebandNotFoundFor real: after the accept the sideband answers 404 for so long
/// @param dropSidebandsAt since the accept: all sidebands lose their TCP connection, without a
///     close frame
/// @param halfOpenAt since the accept: sidebands get and answer nothing any more, the TCP
///     connection stays
/// @param unknownEvents events of a type nobody knows are mixed in
/// @param callerGoneWhileRinging nobody is there when the call is accepted
/// @param transcriptionDelay the caller's words come so much later
/// @param sessionLimit the 60 minutes, shortened
/// @param sessionCreatedOnAttach whether a sideband's first event is `session.created` (unknown)
/// @param closeCode with which sidebands close when the call ends (unknown); 0: the connection
///     drops
public record CallFaults(
        Duration webhookDelay,
        List<Duration> duplicates,
        boolean reordered,
        AcceptAnswer accept,
        SecondAccept secondAccept,
        Duration sidebandNotFoundFor,
        List<Duration> dropSidebandsAt,
        Duration halfOpenAt,
        boolean unknownEvents,
        boolean callerGoneWhileRinging,
        Duration transcriptionDelay,
        boolean transcriptionFails,
        Duration sessionLimit,
        ReferOutcome refer,
        Boolean sessionCreatedOnAttach,
        Integer closeCode) {
    /// What the accept's caller gets to see.
    ///
    /// @param times for how many accepts
    /// @param delay real
    public record AcceptAnswer(Kind kind, int times, Duration delay) {
        /// Whether the accept counts, and what is answered.
        public enum Kind {
            PROMPT,
            /// it counts, the connection drops without an answer
            DROPPED,
            /// it counts, the answer comes after `delay`
            DELAYED,
            /// it counts, the answer is a 500
            FAILED_LATE,
            /// it does not count, the answer is a 500
            FAILED
        }

        public AcceptAnswer {
            kind = kind == null ? Kind.PROMPT : kind;
            delay = delay == null ? Duration.ZERO : delay;
            times = times == 0 ? 1 : times;
        }
    }

    /// What OpenAI says to a second accept.
    public enum SecondAccept {
        /// 409, as for Live
        CONFLICT,
        /// 400
        BAD_REQUEST,
        /// 404, as when no such call rings
        NOT_FOUND
    }

    /// What a refer leads to (users report each of these).
    public enum ReferOutcome {
        TRANSFERS,
        IGNORED,
        FAILS
    }

    public CallFaults {
        webhookDelay = orZero(webhookDelay);
        duplicates = duplicates == null ? List.of() : List.copyOf(duplicates);
        accept = accept == null ? new AcceptAnswer(null, 0, null) : accept;
        secondAccept = secondAccept == null ? SecondAccept.CONFLICT : secondAccept;
        sidebandNotFoundFor = orZero(sidebandNotFoundFor);
        dropSidebandsAt = dropSidebandsAt == null ? List.of() : List.copyOf(dropSidebandsAt);
        transcriptionDelay =
                transcriptionDelay == null ? Duration.ofMillis(150) : transcriptionDelay;
        sessionLimit = sessionLimit == null ? Duration.ofMinutes(60) : sessionLimit;
        refer = refer == null ? ReferOutcome.TRANSFERS : refer;
        sessionCreatedOnAttach = sessionCreatedOnAttach == null || sessionCreatedOnAttach;
        closeCode = closeCode == null ? 1000 : closeCode;
    }

    private static Duration orZero(Duration duration) {
        return duration == null ? Duration.ZERO : duration;
    }

    public static CallFaults none() {
        return new CallFaultsBuilder().build();
    }

    public static CallFaultsBuilder builder() {
        return new CallFaultsBuilder();
    }
}
