package io.voxmachina.call;

import java.time.Instant;

/// What can be done to a call at OpenAI besides its sideband.
///
/// Nothing is sent after `notAfter`: whoever was paused between deciding and doing does nothing.
/// Whatever is wrong outside is told, never thrown.
public interface CallControl {
    /// What came of answering.
    sealed interface Acceptance {
        /// OpenAI took it.
        record Accepted() implements Acceptance {}

        /// The caller has gone.
        record Gone() implements Acceptance {}

        /// OpenAI refused, and would again.
        ///
        /// @param code OpenAI's code or the HTTP status
        record Refused(String code) implements Acceptance {}

        /// Nobody knows: no answer, a server error, or "already decided". The attach decides.
        ///
        /// @param code what was seen
        record Unsure(String code) implements Acceptance {}

        /// OpenAI was not asked, or did not listen, so the call still rings; whoever asks later may
        /// answer it.
        ///
        /// @param code what was in the way
        record NotAsked(String code) implements Acceptance {}
    }

    /// What came of hanging up.
    enum HangUp {
        /// OpenAI ends the call.
        DONE,
        /// It was over before.
        WAS_OVER,
        /// Not known, or too late to send; it may be tried again.
        FAILED
    }

    /// Answers the call with this agent.
    Acceptance accept(CallId call, Agent agent, Instant notAfter);

    /// Refuses the call with a SIP status (RFC 3261, 21). Best effort.
    void reject(CallId call, int sipStatus, Instant notAfter);

    /// Ends the call.
    HangUp hangUp(CallId call, Instant notAfter);
}
