package io.voxmachina.call.state;

import io.voxmachina.call.EndReason;

/// How far a controller is with the end of the call.
sealed interface Ending {
    /// Not in sight.
    record None() implements Ending {}

    /// OpenAI has reached its own limit and is ending the call.
    record Expired() implements Ending {}

    /// We want to end it; the intent is to be stored first.
    record Deciding(EndReason reason, boolean asked) implements Ending {}

    /// The intent is stored; the goodbye may still be playing.
    ///
    /// @param inherited whether a holder before us stored it, who may have hung up already: OpenAI
    ///     has shown nothing of the call since
    record Parting(EndReason reason, boolean inherited) implements Ending {}

    /// OpenAI was asked to end the call.
    ///
    /// @param tries how often it may have been asked before
    record HangingUp(EndReason reason, int tries, boolean asked) implements Ending {}

    /// The call is over; its record is being completed.
    record Closing(EndReason reason, Stage stage) implements Ending {}

    /// The steps of closing.
    enum Stage {
        /// Tools come to their end.
        TOOLS,
        /// What was seen is being stored.
        FLUSHING,
        /// The close is to be asked for, as soon as it may be.
        READY,
        /// The answer to the close is awaited.
        ASKED
    }
}
