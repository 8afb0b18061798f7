package io.voxmachina.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Everything a call may ask its program to do. The answer, where there is one, comes back as a
/// [CallEvent].
public sealed interface Command {
    /// A question to the table. What it does not answer is the call's to ask again.
    sealed interface OnTable extends Command {}

    /// About the head of the record, in order, one at a time. Waits for no other question: a lease
    /// lasts only seconds.
    sealed interface OnHead extends OnTable {}

    /// About tools, in order, one at a time. A tool's deadline counts from the question.
    sealed interface OnTool extends OnTable {}

    /// Reads that may take long.
    sealed interface Reading extends OnTable {}

    /// For the table, in order, retried for long: what must not be lost.
    sealed interface Store extends Command {}

    /// Asks for the lease, under a name when it was handed to one.
    record Acquire(Optional<String> name) implements OnHead {}

    /// Wishes for the lease.
    record Want(String name, boolean ready) implements OnHead {}

    /// Keeps the lease.
    record Renew(long epoch) implements OnHead {}

    /// Hands the lease over.
    record HandOver(long epoch, String to, Instant until) implements OnHead {}

    /// Gives the lease up.
    record Release(long epoch) implements OnHead {}

    /// Reads the record.
    record Look() implements OnHead {}

    /// Reads all that is stored.
    record Load() implements Reading {}

    /// Asks for the right to greet.
    record ClaimGreeting(long epoch) implements OnHead {}

    /// Asks for the right to run a tool.
    record ClaimTool(ToolCall tool, long epoch, Instant deadline, boolean again)
            implements OnTool {}

    /// Stores why we are about to end the call.
    record Intend(long epoch, EndReason reason) implements OnHead {}

    /// Closes the record.
    record Close(long epoch, EndReason reason) implements OnHead {}

    /// Stores a turn.
    record StoreTurn(Turn turn) implements Store {}

    /// Stores that a turn was cut off.
    record StoreCut(Cut cut) implements Store {}

    /// Stores a note.
    record StoreNote(Note note) implements Store {}

    /// Stores a tool's result.
    record SettleTool(ToolCall tool, ToolResult result, Optional<Duration> took) implements Store {}

    /// Stores where a tool call stands, for the holder may not know.
    record PlaceTool(ToolCallId tool, ItemId previous) implements Store {}

    /// Stores that a tool's answer has arrived.
    record ConfirmTool(ToolCallId tool) implements Store {}

    /// Stores that the greeting has arrived.
    record ConfirmGreeting() implements Store {}

    /// Stores that somebody attached.
    record MarkAnswered(Instant at) implements Store {}

    /// Stores that the caller gave a sign of life.
    record MarkHeard(Instant at) implements Store {}

    /// Stores that the call is to go on after all.
    record Withdraw(long epoch) implements Store {}

    /// Stores when something was last said.
    record Touch(Instant at) implements Store {}

    /// Asks to be told when all that was to be stored is stored.
    record Flush() implements Store {}

    /// Opens the sideband.
    record Attach() implements Command {}

    /// Closes the sideband; the call goes on.
    record Detach() implements Command {}

    /// Tells OpenAI something, but not after that instant.
    record Send(String eventId, SidebandMessage message, Instant notAfter) implements Command {}

    /// Runs a tool.
    record RunTool(ToolCall tool, Instant deadline) implements Command {}

    /// Ends the call at OpenAI.
    record HangUp(Instant notAfter) implements Command {}

    /// Starts a task for the call.
    ///
    /// @param claimed whether the number was claimed before, so that this only repeats the start
    record Launch(long epoch, int number, boolean claimed) implements Command {}

    /// Wakes a responder that takes the lease under this name.
    record WakeSuccessor(String name) implements Command {}

    /// Reports a number, in the metric's unit.
    record Measure(Metric metric, long value) implements Command {}

    /// The program's work on this call is done.
    record Leave(Departure why) implements Command {}
}
