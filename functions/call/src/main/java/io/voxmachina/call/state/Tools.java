package io.voxmachina.call.state;

import io.voxmachina.call.Agent;
import io.voxmachina.call.CallEvent.MessageRefused;
import io.voxmachina.call.CallEvent.Refusal;
import io.voxmachina.call.CallEvent.Timer;
import io.voxmachina.call.CallEvent.ToolAsked;
import io.voxmachina.call.CallEvent.ToolRan;
import io.voxmachina.call.Command;
import io.voxmachina.call.EndReason;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.NoteKind;
import io.voxmachina.call.SidebandMessage;
import io.voxmachina.call.SidebandMessage.Purpose;
import io.voxmachina.call.ToolCall;
import io.voxmachina.call.ToolClaim;
import io.voxmachina.call.ToolResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The rules of tool calls: claimed before it runs, its result stored before it is sent, sent under
/// an id that is refused the second time, confirmed by what OpenAI shows.
final class Tools {
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Duration LIMIT_OF_UNKNOWN = Duration.ofSeconds(5);

    /// A dead socket takes messages for 20 s until it is noticed: its answers are not given up.
    private static final int MOST_SENDS = 6;

    private static final String NOT_DONE = "This could not be done in time. It was not begun.";

    private Tools() {}

    static void asked(Draft d, ToolAsked asked) {
        var place = d.places.getOrDefault(asked.item(), new Place(Optional.empty(), d.now));
        var previous = Talking.beforeOurs(d, place.previous());
        if (!d.mayAct()) place(d, asked, previous);
        if (d.jobs.containsKey(asked.tool())) {
            if (d.jobs.get(asked.tool()) instanceof Job.Confirmed) answeredBefore(d);
            return;
        }
        var call =
                new ToolCall(
                        asked.tool(),
                        asked.item(),
                        asked.name(),
                        asked.arguments(),
                        place.at(),
                        previous);
        d.finished.add(asked.item());
        d.jobs.put(call.id(), new Job.Seen(call));
    }

    /// The holder may have found the tool call without its place, as it attached after it.
    private static void place(Draft d, ToolAsked asked, Optional<ItemId> previous) {
        previous.ifPresent(it -> d.add(new Command.PlaceTool(asked.tool(), it)));
    }

    /// Claims what was seen, asks again about what runs elsewhere.
    static void claim(Draft d) {
        if (!d.mayAsk()) return;
        for (var job : List.copyOf(d.jobs.values())) {
            switch (job) {
                case Job.Seen(var call) -> claim(d, call);
                case Job.Elsewhere(var call, var at) when !d.now.isBefore(at) -> claim(d, call);
                default -> {}
            }
        }
    }

    private static void claim(Draft d, ToolCall call) {
        var tool = d.agent.tool(call.name());
        var deadline = d.now.plus(tool.map(Agent.Tool::limit).orElse(LIMIT_OF_UNKNOWN));
        var again = tool.map(Agent.Tool::idempotent).orElse(true);
        d.jobs.put(call.id(), new Job.Claiming(call, deadline));
        d.add(new Command.ClaimTool(call, d.epoch(), deadline, again));
    }

    /// OpenAI may have shown another controller's answer meanwhile: then only the result is news.
    static void claimed(Draft d, ToolCall call, ToolClaim claim) {
        switch (claim) {
            case ToolClaim.Finished(var result, var confirmed) -> {
                found(d, call, result, confirmed);
                if (confirmed) answeredBefore(d);
            }
            case ToolClaim _ when !(d.jobs.get(call.id()) instanceof Job.Claiming) -> {}
            case ToolClaim.Granted() -> granted(d, call);
            case ToolClaim.Running _ ->
                    d.jobs.put(
                            call.id(), new Job.Elsewhere(call, d.now.plus(d.terms.renewEvery())));
            case ToolClaim.Lapsed() -> settle(d, call, new ToolResult.Unknown(), Optional.empty());
        }
    }

    static void claimFailed(Draft d, ToolCall call) {
        if (d.jobs.get(call.id()) instanceof Job.Claiming)
            d.jobs.put(call.id(), new Job.Seen(call));
    }

    /// The table has a result. It is sent, unless we know more already: what OpenAI has shown stays
    /// shown.
    static void found(Draft d, ToolCall call, ToolResult result, boolean confirmed) {
        switch (d.jobs.get(call.id())) {
            case Job.Here _, Job.Settled _, Job.Sent _ -> {}
            case Job.Confirmed(_, var known) ->
                    d.jobs.put(
                            call.id(),
                            new Job.Confirmed(call, known.or(() -> Optional.of(result))));
            case null, default ->
                    d.jobs.put(
                            call.id(),
                            confirmed
                                    ? new Job.Confirmed(call, Optional.of(result))
                                    : new Job.Settled(call, result));
        }
    }

    /// Another controller answered it, and may have gone before it asked for the words that follow.
    private static void answeredBefore(Draft d) {
        if (d.holds()) d.ringBy(Timer.CARRY_ON, d.terms.carryOn());
    }

    /// Whoever was stopped meanwhile does not run it any more. Whoever gave the call to another
    /// does: the claim is the tool's own fence, and the other waits for the result.
    private static void granted(Draft d, ToolCall call) {
        if (!(d.jobs.get(call.id()) instanceof Job.Claiming(_, var deadline))) return;
        if (d.now.isBefore(deadline)) run(d, call, deadline);
        else settle(d, call, new ToolResult.Sorry(NOT_DONE), Optional.empty());
    }

    private static void run(Draft d, ToolCall call, Instant deadline) {
        d.jobs.put(call.id(), new Job.Here(call, deadline));
        d.add(new Command.RunTool(call, deadline));
    }

    /// One that comes too late is stored if nothing else was, and changes nothing more.
    static void ran(Draft d, ToolRan ran) {
        if (d.jobs.get(ran.tool().id()) instanceof Job.Here)
            settle(d, ran.tool(), ran.result(), Optional.of(ran.took()));
        else d.add(new Command.SettleTool(ran.tool(), ran.result(), Optional.of(ran.took())));
    }

    private static void settle(Draft d, ToolCall call, ToolResult result, Optional<Duration> took) {
        d.jobs.put(call.id(), new Job.Here(call, Instant.MAX)); // the recorder keeps its own time
        d.add(new Command.SettleTool(call, result, took));
    }

    static void settled(Draft d, ToolCall call, ToolResult result) {
        if (d.jobs.get(call.id()) instanceof Job.Here)
            d.jobs.put(call.id(), new Job.Settled(call, result));
    }

    /// Sends what is settled, and again what was sent long ago and never shown.
    static void send(Draft d) {
        for (var job : List.copyOf(d.jobs.values())) {
            switch (job) {
                case Job.Settled(var call, var result) -> send(d, call, result, 1);
                case Job.Sent sent when d.isPast(sent.at(), d.terms.confirm()) ->
                        sendAgain(d, sent);
                default -> {}
            }
        }
    }

    /// Not for ever: the agent's words about all other answers wait for it.
    private static void sendAgain(Draft d, Job.Sent sent) {
        var call = sent.call();
        if (sent.times() < MOST_SENDS) {
            send(d, call, sent.result(), sent.times() + 1);
            return;
        }
        d.note(NoteKind.ERROR, "unshown-" + call.id(), "tool_answer_not_shown");
        shown(d, call);
    }

    private static void send(Draft d, ToolCall call, ToolResult result, int times) {
        var message =
                new SidebandMessage.AddToolOutput(
                        OurItems.output(d.call(), call.id()), call.id(), Words.output(result));
        d.jobs.put(call.id(), new Job.Sent(call, result, d.send(message), d.now, times));
    }

    /// OpenAI has the answer. The agent now speaks about it, unless the answer is that the call
    /// ends.
    static void shown(Draft d, ToolCall call) {
        var job = d.jobs.get(call.id());
        if (job instanceof Job.Confirmed) return;
        var shown = new Job.Confirmed(call, resultOf(job));
        d.jobs.put(call.id(), shown);
        d.add(new Command.ConfirmTool(call.id()));
        if (d.holds() && !endsCall(d, shown)) Replies.owe(d, Purpose.ANSWER);
    }

    private static Optional<ToolResult> resultOf(Job job) {
        return switch (job) {
            case Job.Settled(_, var result) -> Optional.of(result);
            case Job.Sent sent -> Optional.of(sent.result());
            case null, default -> Optional.empty();
        };
    }

    /// Ends the call when a tool did so, whoever answered it: a holder may have died before it
    /// stored why the call ends. As long as its result is not known here, it may have failed.
    static void endCall(Draft d) {
        if (!(d.ending instanceof Ending.None)) return;
        if (d.jobs.values().stream().anyMatch(job -> endsCall(d, job)))
            Endings.decide(d, EndReason.AGENT_HUNG_UP);
    }

    private static boolean endsCall(Draft d, Job job) {
        return job instanceof Job.Confirmed(var call, var result)
                && result.filter(ToolResult.Answer.class::isInstance).isPresent()
                && isEnd(d, call);
    }

    private static boolean isEnd(Draft d, ToolCall call) {
        return d.agent
                .tool(call.name())
                .filter(tool -> tool.kind() == Agent.ToolKind.END_CALL)
                .isPresent();
    }

    /// An answer that is there already is as good as shown. One that OpenAI will not take never
    /// gets there, and that is noted.
    static void refused(Draft d, String eventId, MessageRefused refused) {
        for (var sent : sent(d)) {
            if (!sent.eventId().equals(eventId)) continue;
            if (refused.refusal() == Refusal.NO_SUCH_ITEM && d.holds())
                d.note(NoteKind.ERROR, "refused-" + d.unique(), refused.code());
            shown(d, sent.call());
        }
    }

    static void notSent(Draft d, String eventId) {
        for (var sent : sent(d)) {
            if (sent.eventId().equals(eventId)) toBeSent(d, sent);
        }
    }

    /// Nobody knows what arrived. The next socket is as good as any: counting begins anew.
    static void socketLost(Draft d) {
        sent(d).forEach(sent -> toBeSent(d, sent));
    }

    private static List<Job.Sent> sent(Draft d) {
        return d.jobs.values().stream()
                .filter(Job.Sent.class::isInstance)
                .map(Job.Sent.class::cast)
                .toList();
    }

    private static void toBeSent(Draft d, Job.Sent sent) {
        d.jobs.put(sent.call().id(), new Job.Settled(sent.call(), sent.result()));
    }

    /// A tool that does not keep its time is not waited for: nobody knows what it did.
    static void check(Draft d) {
        for (var job : List.copyOf(d.jobs.values())) {
            if (job instanceof Job.Here(var call, var deadline) && d.isPast(deadline, GRACE))
                settle(d, call, new ToolResult.Unknown(), Optional.empty());
        }
    }

    /// Whether an answer is on its way that the agent's next words should know.
    static boolean anyUnconfirmed(Draft d) {
        return d.jobs.values().stream().anyMatch(job -> !(job instanceof Job.Confirmed));
    }

    /// Whether a tool call has no result yet.
    static boolean pending(Draft d) {
        return d.jobs.values().stream().anyMatch(Tools::pending);
    }

    private static boolean pending(Job job) {
        return switch (job) {
            case Job.Seen _, Job.Claiming _, Job.Elsewhere _, Job.Here _ -> true;
            case Job.Settled _, Job.Sent _, Job.Confirmed _ -> false;
        };
    }

    /// Whether a tool of ours still runs, or may be claimed for us.
    static boolean running(Draft d) {
        return d.jobs.values().stream()
                .anyMatch(job -> job instanceof Job.Here || job instanceof Job.Claiming);
    }
}
