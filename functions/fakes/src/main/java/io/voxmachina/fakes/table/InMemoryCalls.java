package io.voxmachina.fakes.table;

import io.voxmachina.call.AgentDocument;
import io.voxmachina.call.AgentDocuments;
import io.voxmachina.call.AgentRef;
import io.voxmachina.call.CallId;
import io.voxmachina.call.CallRecord;
import io.voxmachina.call.CallSummary;
import io.voxmachina.call.Calls;
import io.voxmachina.call.ControllerId;
import io.voxmachina.call.Cut;
import io.voxmachina.call.EndReason;
import io.voxmachina.call.Erasure;
import io.voxmachina.call.Greeting;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.KeeperPost;
import io.voxmachina.call.Launch;
import io.voxmachina.call.Lease;
import io.voxmachina.call.Leases;
import io.voxmachina.call.NewCall;
import io.voxmachina.call.Note;
import io.voxmachina.call.Page;
import io.voxmachina.call.PhoneNumber;
import io.voxmachina.call.Timeline;
import io.voxmachina.call.ToolCall;
import io.voxmachina.call.ToolCallId;
import io.voxmachina.call.ToolClaim;
import io.voxmachina.call.ToolResult;
import io.voxmachina.call.Transcripts;
import io.voxmachina.call.Turn;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Predicate;

/// The calls table in memory. Never [io.voxmachina.call.Unavailable]; keeps what is not erased for
/// ever.
public final class InMemoryCalls
        implements Calls, Leases, Transcripts, AgentDocuments, KeeperPost, Erasure {
    private final Map<CallId, InMemoryCallsHead> heads = new HashMap<>();
    private final Map<CallId, InMemoryCallsTranscript> transcripts = new HashMap<>();
    private final Map<AgentRef, AgentDocument> agents = new HashMap<>();
    private Optional<String> keeper = Optional.empty();

    /// An empty table.
    public InMemoryCalls() {}

    // Calls

    @Override
    public synchronized Claim claim(NewCall call, String claimant, Instant now, Instant until) {
        var head = heads.get(call.id());
        if (head == null) {
            heads.put(call.id(), new InMemoryCallsHead(call, claimant, until));
            return new Claim.Mine();
        }
        boolean free = head.claimant.equals(claimant) || !head.claimedUntil.isAfter(now);
        if (!head.undecided() || !free) return new Claim.Theirs(head.record());
        head.claimant = claimant;
        head.claimedUntil = until;
        head.pin(call.agent());
        return new Claim.Mine();
    }

    @Override
    public synchronized void giveBack(CallId call, String claimant, Instant at) {
        var head = heads.get(call);
        if (head != null && head.claimedBy(claimant) && head.undecided()) head.claimedUntil = at;
    }

    @Override
    public synchronized boolean accepted(CallId call, String claimant, Instant at) {
        var head = heads.get(call);
        if (head == null || !head.claimedBy(claimant)) return false;
        head.acceptedAt = head.acceptedAt.or(() -> Optional.of(at));
        return true;
    }

    @Override
    public synchronized boolean unsure(CallId call, String claimant, Instant at) {
        var head = heads.get(call);
        if (head == null || !head.claimedBy(claimant)) return false;
        head.unsureSince = head.unsureSince.or(() -> Optional.of(at));
        return true;
    }

    @Override
    public synchronized boolean decline(
            CallId call, String claimant, EndReason reason, Instant at) {
        var head = heads.get(call);
        if (head == null || !head.claimedBy(claimant) || !head.undecided()) return false;
        head.close(reason, at);
        return true;
    }

    @Override
    public synchronized Optional<CallRecord> find(CallId call) {
        return Optional.ofNullable(heads.get(call)).map(InMemoryCallsHead::record);
    }

    @Override
    public synchronized Page<CallSummary> byDay(LocalDate day, int limit, Optional<String> cursor) {
        return list("day " + day, it -> dayOf(it).equals(day)).page(limit, cursor);
    }

    private static LocalDate dayOf(InMemoryCallsHead head) {
        return LocalDate.ofInstant(head.call.startedAt(), ZoneOffset.UTC);
    }

    @Override
    public synchronized Page<CallSummary> byCaller(
            PhoneNumber caller, int limit, Optional<String> cursor) {
        return list("caller " + caller.e164(), it -> it.call.from().equals(Optional.of(caller)))
                .page(limit, cursor);
    }

    @Override
    public synchronized Page<CallSummary> open(int limit, Optional<String> cursor) {
        return list("open", it -> !it.over()).page(limit, cursor);
    }

    private InMemoryCallsList list(String name, Predicate<InMemoryCallsHead> filter) {
        var entries = heads.values().stream().filter(filter).map(InMemoryCallsHead::summary);
        return new InMemoryCallsList(name, entries);
    }

    // Leases

    @Override
    public synchronized Acquisition acquire(
            CallId call, ControllerId me, Optional<String> name, Instant now, Instant until) {
        var head = known(call);
        var before = head.lease;
        boolean mine = before.controller().equals(Optional.of(me));
        boolean handed = name.isPresent() && before.handedTo().equals(name);
        if (head.over() || before.heldAt(now) && !mine && !handed) {
            return new Acquisition.Refused(head.record());
        }
        head.lease =
                new Lease(
                        Optional.of(me),
                        before.epoch() + 1,
                        until,
                        Optional.empty(),
                        Optional.empty());
        head.seen(me, now);
        return new Acquisition.Acquired(head.record(), before);
    }

    @Override
    public synchronized CallRecord want(
            CallId call, String name, boolean ready, Instant now, Instant until) {
        var head = known(call);
        boolean another =
                head.lease
                        .wishAt(now)
                        .filter(it -> !it.by().equals(name))
                        .filter(it -> it.ready() || !ready)
                        .isPresent();
        if (head.over() || another) return head.record();
        var wish = new Lease.Wish(name, until, ready);
        head.lease(head.lease.until(), head.lease.handedTo(), Optional.of(wish));
        return head.record();
    }

    @Override
    public synchronized Renewal renew(
            CallId call, ControllerId me, long epoch, Instant now, Instant until) {
        var head = known(call);
        if (kept(call, epoch, until).isEmpty()) return new Renewal.Lost(head.record());
        head.lease(until, Optional.empty(), head.lease.wish());
        head.seen(me, now);
        return new Renewal.Renewed(head.record());
    }

    @Override
    public synchronized boolean handOver(CallId call, long epoch, String name, Instant until) {
        var kept = kept(call, epoch, until);
        kept.ifPresent(it -> it.lease(until, Optional.of(name), it.lease.wish()));
        return kept.isPresent();
    }

    private Optional<InMemoryCallsHead> kept(CallId call, long epoch, Instant until) {
        return held(call, epoch).filter(it -> !it.lease.until().isAfter(until));
    }

    @Override
    public synchronized boolean release(CallId call, long epoch, Instant now) {
        var held = held(call, epoch);
        held.ifPresent(it -> it.lease(now, Optional.of(Lease.GIVEN_UP), it.lease.wish()));
        return held.isPresent();
    }

    @Override
    public synchronized boolean claimGreeting(CallId call, long epoch) {
        var free =
                held(call, epoch)
                        .filter(it -> !it.greeting.confirmed())
                        .filter(it -> it.greeting.claimedBy() != epoch);
        free.ifPresent(it -> it.greeting = new Greeting(epoch, false));
        return free.isPresent();
    }

    @Override
    public synchronized void confirmGreeting(CallId call) {
        var head = heads.get(call);
        if (head != null) head.greeting = new Greeting(head.greeting.claimedBy(), true);
    }

    @Override
    public synchronized void answered(CallId call, Instant at) {
        var head = heads.get(call);
        if (head != null && !head.over())
            head.answeredAt = head.answeredAt.or(() -> Optional.of(at));
    }

    @Override
    public synchronized void heard(CallId call, Instant at) {
        var head = heads.get(call);
        if (head != null) head.callerHeard = true;
    }

    @Override
    public synchronized void touch(CallId call, Instant at) {
        var head = heads.get(call);
        if (head != null && at.isAfter(head.lastActivity)) head.lastActivity = at;
    }

    @Override
    public synchronized boolean intend(CallId call, long epoch, EndReason reason) {
        var held = held(call, epoch);
        held.ifPresent(it -> it.intent = it.intent.or(() -> Optional.of(reason)));
        return held.isPresent();
    }

    @Override
    public synchronized void withdraw(CallId call, long epoch) {
        held(call, epoch)
                .ifPresent(
                        it -> it.intent = it.intent.filter(was -> was != EndReason.NOBODY_SPOKE));
    }

    @Override
    public synchronized Closing close(CallId call, long epoch, EndReason reason, Instant at) {
        var head = heads.get(call);
        if (head == null) return Closing.NOT_HOLDER;
        if (head.over()) return Closing.WAS_CLOSED;
        if (!head.heldUnder(epoch)) return Closing.NOT_HOLDER;
        if (head.answeredAt.isEmpty() && head.claimedUntil.isAfter(at)) return Closing.TOO_EARLY;
        if (head.answeredAt.isPresent() && reason == EndReason.NEVER_CONNECTED)
            return Closing.TOO_EARLY;
        head.close(reason, at);
        return Closing.CLOSED;
    }

    @Override
    public synchronized boolean claimLaunch(CallId call, long epoch, int number, Instant at) {
        var next = held(call, epoch).filter(it -> it.launch.number() + 1 == number);
        next.ifPresent(
                it -> it.launch = new Launch(number, at, Optional.empty(), Optional.empty()));
        return next.isPresent();
    }

    @Override
    public synchronized void launched(CallId call, int number, String task) {
        var head = heads.get(call);
        if (head == null || number < 1 || head.launch.number() != number) return;
        var launch = head.launch;
        head.launch = new Launch(number, launch.since(), Optional.of(task), launch.stopped());
    }

    @Override
    public synchronized void taskStopped(CallId call, String task, String reason) {
        var head = heads.get(call);
        if (head == null || !head.launch.task().equals(Optional.of(task))) return;
        var launch = head.launch;
        var stopped = launch.stopped().or(() -> Optional.of(reason));
        head.launch = new Launch(launch.number(), launch.since(), launch.task(), stopped);
    }

    private InMemoryCallsHead known(CallId call) {
        return Optional.ofNullable(heads.get(call))
                .orElseThrow(() -> new NoSuchElementException("No such call: " + call));
    }

    private Optional<InMemoryCallsHead> held(CallId call, long epoch) {
        return Optional.ofNullable(heads.get(call)).filter(it -> it.heldUnder(epoch));
    }

    // Transcripts

    @Override
    public synchronized void record(CallId call, Turn turn) {
        of(call).record(turn);
    }

    @Override
    public synchronized void cut(CallId call, Cut cut) {
        of(call).cut(cut);
    }

    @Override
    public synchronized void note(CallId call, Note note) {
        of(call).note(note);
    }

    @Override
    public synchronized ToolClaim claimTool(
            CallId call, ToolCall tool, long epoch, Instant now, Instant deadline, boolean again) {
        return of(call).claim(tool, epoch, now, deadline, again);
    }

    @Override
    public synchronized ToolResult settleTool(
            CallId call, ToolCall tool, ToolResult result, Optional<Duration> took) {
        return of(call).settle(tool, result, took);
    }

    @Override
    public synchronized void placeTool(CallId call, ToolCallId tool, ItemId previous) {
        of(call).place(tool, previous);
    }

    @Override
    public synchronized void confirmTool(CallId call, ToolCallId tool) {
        of(call).confirm(tool);
    }

    @Override
    public synchronized Optional<Timeline> timeline(CallId call) {
        return Optional.ofNullable(heads.get(call)).map(it -> of(call).timeline(it));
    }

    private InMemoryCallsTranscript of(CallId call) {
        return transcripts.computeIfAbsent(call, _ -> new InMemoryCallsTranscript());
    }

    // AgentDocuments

    @Override
    public synchronized void publish(AgentDocument document) {
        agents.putIfAbsent(document.ref(), document);
    }

    @Override
    public synchronized Optional<AgentDocument> find(AgentRef ref) {
        return Optional.ofNullable(agents.get(ref));
    }

    // KeeperPost

    @Override
    public synchronized void take(String name) {
        keeper = Optional.of(name);
    }

    @Override
    public synchronized boolean has(String name) {
        return keeper.equals(Optional.of(name));
    }

    // Erasure

    @Override
    public synchronized Erased erase(CallId call, Instant now) {
        var head = heads.get(call);
        if (head != null && !head.settled(now)) return new Erased.TooEarly();
        heads.remove(call);
        var transcript = transcripts.remove(call);
        int items = transcript == null ? 0 : transcript.items();
        return new Erased.All(head == null ? items : items + 1);
    }
}
