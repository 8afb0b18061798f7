package io.voxmachina.call;

import io.voxmachina.call.SidebandMessage.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Everything that can happen to a controller of a call, in the order of its mailbox.
public sealed interface CallEvent {
    // What the sideband shows.

    /// The socket is open.
    record Attached() implements CallEvent {}

    /// The socket could not be opened.
    record NotAttached(Sideband.Why why) implements CallEvent {}

    /// The socket is gone, however that came.
    ///
    /// @param silentSince since when nothing came, when it fell silent before: what was shown since
    ///     then is lost
    record SidebandLost(Optional<Instant> silentSince) implements CallEvent {
        /// One that ended at once: what was shown until then has come.
        public SidebandLost() {
            this(Optional.empty());
        }
    }

    /// Something that came through the socket.
    sealed interface Shown extends CallEvent {}

    /// The caller began to speak.
    record CallerStarted(ItemId item) implements Shown {}

    /// The caller has stopped speaking, as OpenAI sees it.
    record CallerStopped(ItemId item) implements Shown {}

    /// An item joined the conversation.
    record ItemAdded(ItemId item, Optional<ItemId> previous, ItemKind kind) implements Shown {}

    /// What an item is.
    enum ItemKind {
        /// Something the caller says.
        CALLER_TURN,
        /// Something the agent says.
        AGENT_TURN,
        /// A tool call.
        TOOL_CALL,
        /// A tool's output or a note.
        OTHER
    }

    /// A piece of text of something being said.
    record TextHeard(ItemId item, Speaker speaker, Optional<ReplyId> reply, String delta)
            implements Shown {
        @Override
        public String toString() {
            return "TextHeard[" + item + ", " + speaker + "]";
        }
    }

    /// The whole text of what the caller said.
    record CallerSaid(ItemId item, String text) implements Shown {
        @Override
        public String toString() {
            return "CallerSaid[" + item + "]";
        }
    }

    /// What the caller said could not be transcribed.
    record CallerUnclear(ItemId item) implements Shown {}

    /// The whole text of what the agent says; it may still be interrupted.
    record AgentSaid(ItemId item, Optional<ReplyId> reply, String text) implements Shown {
        @Override
        public String toString() {
            return "AgentSaid[" + item + "]";
        }
    }

    /// The agent's item is finished.
    ///
    /// @param complete false when it was interrupted
    /// @param text what the item shows, empty when nothing
    record AgentTurnEnded(ItemId item, String text, boolean complete) implements Shown {
        @Override
        public String toString() {
            return "AgentTurnEnded[" + item + ", complete=" + complete + "]";
        }
    }

    /// The playback of an agent's item ended early, finished or not.
    ///
    /// @param heard how much of it was played, where OpenAI told
    record TurnCut(ItemId item, Optional<Duration> heard) implements Shown {}

    /// A finished turn that was asked for by [SidebandMessage.Retrieve].
    record TurnFound(ItemId item, Speaker speaker, String text, boolean complete) implements Shown {
        @Override
        public String toString() {
            return "TurnFound[" + item + ", " + speaker + "]";
        }
    }

    /// The model asks for a tool. May be shown more than once.
    record ToolAsked(ToolCallId tool, ItemId item, String name, String arguments) implements Shown {
        @Override
        public String toString() {
            return "ToolAsked[" + tool + "]";
        }
    }

    /// The agent's answer begins.
    record ReplyStarted(ReplyId reply, Optional<Purpose> purpose) implements Shown {}

    /// The agent's answer is made, though it may still be playing.
    record ReplyEnded(ReplyId reply, Outcome outcome, Optional<Usage> usage) implements Shown {}

    /// How a reply ended.
    sealed interface Outcome {
        /// It was made to its end.
        record Complete() implements Outcome {}

        /// The caller spoke, or we cut it off.
        record Interrupted() implements Outcome {}

        /// OpenAI could not make it, or not to its end.
        ///
        /// @param code OpenAI's word for why
        record Failed(String code) implements Outcome {}
    }

    /// The caller begins to hear a reply.
    record PlaybackStarted(Optional<ReplyId> reply) implements Shown {}

    /// The caller has heard a reply, or it was cut off.
    record PlaybackStopped(Optional<ReplyId> reply) implements Shown {}

    /// The caller pressed a key.
    ///
    /// @param second when OpenAI received it, to the second; without it, two who listen cannot know
    ///     that they heard the same key
    record KeyPressed(String key, Optional<Instant> second) implements Shown {
        @Override
        public String toString() {
            return "KeyPressed";
        }
    }

    /// OpenAI refused one of our messages, or reports an error of its own.
    ///
    /// @param eventId of our message, when it is about one
    record MessageRefused(Optional<String> eventId, Refusal refusal, String code)
            implements Shown {}

    /// What a refusal means to us.
    enum Refusal {
        /// A reply is being made already.
        REPLY_ACTIVE,
        /// There is an item of that id already.
        ITEM_EXISTS,
        /// There is no such item.
        NO_SUCH_ITEM,
        /// The session has reached OpenAI's limit of 60 minutes.
        SESSION_EXPIRED,
        /// Anything else.
        OTHER
    }

    // What the table answers.

    /// The lease is ours.
    ///
    /// @param sureUntil until when nobody else can have it
    record LeaseAcquired(CallRecord record, Lease before, Instant sureUntil) implements CallEvent {}

    /// The lease is somebody else's.
    record LeaseRefused(CallRecord record) implements CallEvent {}

    /// The lease is still ours.
    record LeaseRenewed(CallRecord record, Instant sureUntil) implements CallEvent {}

    /// The lease is ours no more.
    record LeaseLost(CallRecord record) implements CallEvent {}

    /// The record after we wanted the lease.
    record LeaseWanted(CallRecord record) implements CallEvent {}

    /// What came of handing it over.
    record HandedOver(boolean done) implements CallEvent {}

    /// It is given up.
    record Released() implements CallEvent {}

    /// The record as it is now.
    record Looked(CallRecord record) implements CallEvent {}

    /// What a controller before us stored.
    record Loaded(Timeline timeline) implements CallEvent {}

    /// Whether we may greet.
    record GreetingClaimed(boolean granted) implements CallEvent {}

    /// Whether we may run a tool.
    record ToolClaimed(ToolCall tool, ToolClaim claim) implements CallEvent {}

    /// The result that is stored for a tool.
    record ToolSettled(ToolCall tool, ToolResult result) implements CallEvent {}

    /// Whether the intent to end the call is stored.
    record IntentStored(boolean done) implements CallEvent {}

    /// All that was to be stored is stored, or given up.
    record Flushed() implements CallEvent {}

    /// What came of closing the record.
    record Closed(Leases.Closing outcome) implements CallEvent {}

    /// The table did not do it, in all the time we gave it.
    record TableFailed(Command command, Unavailable why) implements CallEvent {}

    // What our own acts brought.

    /// We have closed the socket; nothing of it comes after this.
    record Detached() implements CallEvent {}

    /// A message was not written to the socket.
    record NotSent(String eventId, Sideband.Sending why) implements CallEvent {}

    /// A tool has run.
    record ToolRan(ToolCall tool, ToolResult result, Duration took) implements CallEvent {}

    /// What came of hanging up.
    record HungUp(CallControl.HangUp outcome) implements CallEvent {}

    /// What came of starting that task.
    record LaunchEnded(int number, boolean started) implements CallEvent {}

    /// What came of waking another responder.
    record SuccessorWoken(boolean done) implements CallEvent {}

    /// A fault of ours ended one of this controller's threads.
    record ThreadFailed(String thread) implements CallEvent {}

    // What time and the program say.

    /// A timer rings.
    record Due(Timer timer) implements CallEvent {}

    /// The program was told to stop.
    record StopAsked() implements CallEvent {}

    /// The timers of a call.
    enum Timer {
        /// Renew the lease.
        RENEW,
        /// Want the lease, again.
        SEEK,
        /// See whether a hand-over was taken.
        LOOK,
        /// Attach, again.
        ATTACH,
        /// Whoever holds the call has not been attached for long.
        BLIND,
        /// Read again what the holder before us may have stored late.
        LOAD_AGAIN,
        /// Store what is being said.
        FLUSH_PARTIALS,
        /// See whether answers are owed or unconfirmed.
        CHECK,
        /// Nobody has spoken for a while, and the caller may wait for it.
        CARRY_ON,
        /// The socket has shown nothing for long.
        QUIET,
        /// The caller gave no sign of life.
        SILENT_CALLER,
        /// The longest time is near.
        WARN,
        /// The longest time is reached.
        TIME_UP,
        /// The goodbye has had time enough.
        GOODBYE,
        /// OpenAI has had time enough to end the call, or the table to close its record.
        GIVE_UP,
        /// This program's time is nearly over: find a successor.
        SHIFT_ENDS,
        /// This program must be gone.
        LEAVE;

        /// Whether it is about something that did not happen: then the mailbox must be empty before
        /// it rings.
        public boolean judgesSilence() {
            return this == CHECK || this == CARRY_ON || this == QUIET || this == SILENT_CALLER;
        }
    }
}
