package io.voxmachina.simulation;

import io.voxmachina.call.CallControl;
import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallId;
import io.voxmachina.call.CallRecord;
import io.voxmachina.call.Calls;
import io.voxmachina.call.Cut;
import io.voxmachina.call.Leases;
import io.voxmachina.call.Monitors;
import io.voxmachina.call.Note;
import io.voxmachina.call.NoteKind;
import io.voxmachina.call.Page;
import io.voxmachina.call.Sideband;
import io.voxmachina.call.Sideband.Attachment;
import io.voxmachina.call.Sideband.Why;
import io.voxmachina.call.SidebandMessage;
import io.voxmachina.call.Terms;
import io.voxmachina.call.Timeline;
import io.voxmachina.call.ToolClaim;
import io.voxmachina.call.Turn;
import io.voxmachina.fakes.simulation.VirtualTime;
import io.voxmachina.fakes.table.InMemoryCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// A promise that is broken on purpose. The simulation proves that it would notice.
enum Sabotage {
    /// All is as it should be.
    NONE,
    /// Every delivery of a webhook may decide.
    CLAIM_ALWAYS_GRANTED("claim"),
    /// Messages are sent however late they are.
    NO_FENCE,
    /// Whoever holds a lease acts until it runs out.
    NO_MARGIN,
    /// A renewal is answered, and not done.
    LEASE_NEVER_RENEWED("renew"),
    /// Whoever asks for the lease gets it.
    LEASE_ALWAYS_GRANTED("acquire"),
    /// A wish is answered, and forgotten.
    WISH_FORGOTTEN("want"),
    /// Whoever asks may greet, and nobody remembers.
    GREETING_ALWAYS_GRANTED("claimGreeting", "confirmGreeting"),
    /// Whoever asks may run a tool.
    TOOL_ALWAYS_GRANTED("claimTool"),
    /// A successor does not learn of the tool calls before it.
    TOOLS_FORGOTTEN("timeline"),
    /// Nobody remembers that a turn was cut off.
    CUT_FORGOTTEN("cut"),
    /// Nobody remembers where a turn was cut off.
    HEARD_FORGOTTEN("cut"),
    /// Nobody remembers that a reply failed.
    FAILURES_FORGOTTEN("note"),
    /// Nobody remembers when nobody listened.
    GAPS_FORGOTTEN("note"),
    /// Nobody remembers a key.
    KEYS_FORGOTTEN("note"),
    /// The keys of a second are noted backwards.
    KEYS_BACKWARDS("note"),
    /// Turns are stored without their place.
    NO_ORDER("record"),
    /// A write that failed is not repeated.
    STORES_NOT_REPEATED,
    /// Nobody remembers why we hang up.
    INTENT_NOT_STORED("intend"),
    /// Whoever is about to hang up is told not to.
    INTENT_REFUSED("intend"),
    /// OpenAI does not answer, and that is taken for the end.
    SILENCE_TAKEN_FOR_HANG_UP,
    /// A reply that failed is taken for one that the caller interrupted.
    FAILURE_TAKEN_FOR_INTERRUPTION,
    /// The end of any reply is taken for the end of the last.
    ENDS_OF_REPLIES_ALIKE,
    /// The keeper sees no open call.
    KEEPER_SEES_NOTHING("open"),
    /// Every task of a call has the same token.
    LAUNCH_NUMBER_IGNORED;

    /// What it breaks of the table.
    private final List<String> methods;

    Sabotage(String... methods) {
        this.methods = List.of(methods);
    }

    /// What the table really does.
    interface Deed {
        Object done() throws Throwable;
    }

    Object table(InMemoryCalls truth, String method, Object[] args, Deed deed) throws Throwable {
        if (!methods.contains(method)) return deed.done();
        return switch (this) {
            case CLAIM_ALWAYS_GRANTED -> {
                deed.done();
                yield new Calls.Claim.Mine();
            }
            case LEASE_NEVER_RENEWED -> new Leases.Renewal.Renewed(record(truth, args));
            case LEASE_ALWAYS_GRANTED -> {
                truth.release((CallId) args[0], record(truth, args).lease().epoch(), Instant.EPOCH);
                yield deed.done();
            }
            case WISH_FORGOTTEN -> record(truth, args);
            case GREETING_ALWAYS_GRANTED -> method.equals("claimGreeting") ? true : null;
            case TOOL_ALWAYS_GRANTED -> {
                deed.done();
                yield new ToolClaim.Granted();
            }
            case TOOLS_FORGOTTEN ->
                    ((Optional<?>) deed.done()).map(it -> withoutTools((Timeline) it));
            case NO_ORDER -> {
                truth.record((CallId) args[0], withoutPlace((Turn) args[1]));
                yield null;
            }
            case CUT_FORGOTTEN -> null;
            case HEARD_FORGOTTEN -> {
                var cut = (Cut) args[1];
                truth.cut((CallId) args[0], new Cut(cut.item(), Optional.empty(), cut.at()));
                yield null;
            }
            case FAILURES_FORGOTTEN ->
                    ((Note) args[1]).key().startsWith("failed-") ? null : deed.done();
            case GAPS_FORGOTTEN -> ((Note) args[1]).kind() == NoteKind.GAP ? null : deed.done();
            case KEYS_FORGOTTEN -> ((Note) args[1]).kind() == NoteKind.KEY ? null : deed.done();
            case KEYS_BACKWARDS -> {
                truth.note((CallId) args[0], backwards((Note) args[1]));
                yield null;
            }
            case INTENT_NOT_STORED -> true;
            case INTENT_REFUSED -> false;
            case KEEPER_SEES_NOTHING -> new Page<>(List.of(), Optional.empty());
            default -> deed.done();
        };
    }

    private static Note backwards(Note note) {
        if (note.kind() != NoteKind.KEY) return note;
        var last = note.key().length() - 1;
        var number = Character.digit(note.key().charAt(last), 10);
        return new Note(
                note.at(), note.kind(), note.key().substring(0, last) + (9 - number), note.text());
    }

    private static CallRecord record(InMemoryCalls truth, Object[] args) {
        return truth.find((CallId) args[0]).orElseThrow();
    }

    private static Timeline withoutTools(Timeline timeline) {
        return new Timeline(timeline.record(), timeline.turns(), List.of(), timeline.notes());
    }

    private static Turn withoutPlace(Turn turn) {
        return new Turn(
                turn.item(),
                turn.speaker(),
                turn.text(),
                turn.state(),
                VirtualTime.START,
                Optional.empty());
    }

    /// Whether a write that failed passes for done.
    boolean swallows(String method) {
        return this == STORES_NOT_REPEATED && method.equals("record");
    }

    Sideband sideband(Sideband real) {
        return switch (this) {
            case NO_FENCE -> call -> unfenced(real.attach(call));
            case FAILURE_TAKEN_FOR_INTERRUPTION ->
                    call -> altered(real.attach(call), Sabotage::unfailing);
            case ENDS_OF_REPLIES_ALIKE -> call -> altered(real.attach(call), Sabotage::unnamed);
            case SILENCE_TAKEN_FOR_HANG_UP -> call -> silenced(real.attach(call));
            default -> real;
        };
    }

    private static Attachment silenced(Attachment attachment) {
        return attachment instanceof Attachment.Failed(var why) && why == Why.UNREACHABLE
                ? new Attachment.Failed(Why.NOT_FOUND)
                : attachment;
    }

    private static Attachment unfenced(Attachment attachment) {
        return attachment instanceof Attachment.Attached(var link)
                ? new Attachment.Attached(new Unfenced(link))
                : attachment;
    }

    private static Attachment altered(Attachment attachment, UnaryOperator<CallEvent> how) {
        return attachment instanceof Attachment.Attached(var link)
                ? new Attachment.Attached(new Altered(link, how))
                : attachment;
    }

    private static CallEvent unfailing(CallEvent event) {
        return event instanceof CallEvent.ReplyEnded(var reply, _, var usage)
                ? new CallEvent.ReplyEnded(reply, new CallEvent.Outcome.Interrupted(), usage)
                : event;
    }

    private static CallEvent unnamed(CallEvent event) {
        return event instanceof CallEvent.PlaybackStopped
                ? new CallEvent.PlaybackStopped(Optional.empty())
                : event;
    }

    Terms terms() {
        var real = Terms.STANDARD;
        return this != NO_MARGIN
                ? real
                : new Terms(
                        real.lease(),
                        real.renewEvery(),
                        Duration.ZERO,
                        real.wish(),
                        real.seekEvery(),
                        real.handOver(),
                        real.connect(),
                        real.attachAgain(),
                        real.attachAtMost(),
                        real.flushEvery(),
                        real.confirm(),
                        real.carryOn(),
                        real.goodbye(),
                        real.giveUp(),
                        real.launchPatience(),
                        real.launches());
    }

    CallControl control(CallControl real) {
        return real;
    }

    Monitors monitors(Monitors real) {
        return this == LAUNCH_NUMBER_IGNORED ? (call, _) -> real.launch(call, 1) : real;
    }

    /// A socket that sends whatever it is given.
    private record Unfenced(Sideband.Link link) implements Sideband.Link {
        @Override
        public Sideband.Sending send(String eventId, SidebandMessage message, Instant notAfter) {
            return link.send(eventId, message, VirtualTime.START.plusSeconds(1_000_000));
        }

        @Override
        public void listen(Consumer<CallEvent> listener) {
            link.listen(listener);
        }

        @Override
        public void close() {
            link.close();
        }
    }

    /// A socket that shows things as they are not.
    private record Altered(Sideband.Link link, UnaryOperator<CallEvent> how)
            implements Sideband.Link {
        @Override
        public Sideband.Sending send(String eventId, SidebandMessage message, Instant notAfter) {
            return link.send(eventId, message, notAfter);
        }

        @Override
        public void listen(Consumer<CallEvent> listener) {
            link.listen(event -> listener.accept(how.apply(event)));
        }

        @Override
        public void close() {
            link.close();
        }
    }
}
