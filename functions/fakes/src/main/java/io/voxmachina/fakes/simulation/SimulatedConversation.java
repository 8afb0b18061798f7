package io.voxmachina.fakes.simulation;

import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallEvent.ItemKind;
import io.voxmachina.call.CallEvent.MessageRefused;
import io.voxmachina.call.CallEvent.Refusal;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.SidebandMessage;
import io.voxmachina.call.SidebandMessage.Purpose;
import io.voxmachina.call.Speaker;
import io.voxmachina.call.ToolCallId;
import io.voxmachina.fakes.simulation.CallScript.Act;
import io.voxmachina.fakes.simulation.CallScript.Answer;
import io.voxmachina.fakes.simulation.CallScript.Asked;
import io.voxmachina.fakes.simulation.CallScript.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is said in a simulated call, with OpenAI's rules: items in one order under unique ids, one
/// reply at a time, a caller who speaks interrupts.
public final class SimulatedConversation {
    private final SimulatedCall call;
    private final CallScript.Model model;
    private final List<Item> items = new ArrayList<>();
    private final List<ItemId> everAdded = new ArrayList<>();
    private final Set<ItemId> cut = new HashSet<>();
    private final Map<ToolCallId, Integer> outputs = new LinkedHashMap<>();
    private final Map<ToolCallId, Asked> toolCalls = new LinkedHashMap<>();
    private final List<String> unread = new ArrayList<>();
    private final Map<Purpose, Integer> replies = new LinkedHashMap<>();
    private Optional<SimulatedReply> active = Optional.empty();
    private final ArrayDeque<SimulatedReply> played = new ArrayDeque<>();
    private boolean callerSpeaks;
    private Optional<Instant> failingSince = Optional.empty();
    private Optional<Instant> waitsSince = Optional.empty();
    private int names;

    /// One item.
    static final class Item {
        final ItemId id;
        final ItemKind kind;
        String text = "";
        boolean finished;
        Optional<Asked> asked = Optional.empty();
        Optional<ToolCallId> tool = Optional.empty();

        Item(ItemId id, ItemKind kind) {
            this.id = id;
            this.kind = kind;
        }
    }

    SimulatedConversation(SimulatedCall call, CallScript.Model model) {
        this.call = call;
        this.model = model;
    }

    /// The ids of all items that ever were, in the order in which they joined.
    public List<ItemId> order() {
        return everAdded;
    }

    /// What of it the caller heard the beginning only.
    public Set<ItemId> cut() {
        return cut;
    }

    /// Whether the caller is hearing the agent, or was when the call ended.
    public boolean isHeard() {
        return !played.isEmpty();
    }

    /// What of the agent's words the caller is hearing, or still to hear.
    public List<Answer> unheard() {
        return played.stream().map(SimulatedReply::answer).toList();
    }

    /// How often an answer to each tool call was taken.
    public Map<ToolCallId, Integer> outputs() {
        return outputs;
    }

    /// The tool calls that the model made.
    public Map<ToolCallId, Asked> toolCalls() {
        return toolCalls;
    }

    /// How many replies were begun on request, for each purpose.
    public Map<Purpose, Integer> replies() {
        return replies;
    }

    /// Since when every reply has failed.
    public Optional<Instant> failingSince() {
        return failingSince;
    }

    /// Since when the caller waits for the agent: they have spoken, or a reply failed or was
    /// refused, and none was begun since.
    public Optional<Instant> waitsSince() {
        return waitsSince;
    }

    boolean strikes(Fault fault) {
        return call.line.fate.strikes(fault);
    }

    String name(String kind) {
        return kind + "-" + call.id() + "-" + ++names;
    }

    SimulatedCall call() {
        return call;
    }

    // The caller.

    /// Whoever speaks already says this no more.
    void callerSpeaks(Act.Says says) {
        if (callerSpeaks) return;
        callerSpeaks = true;
        var item = new Item(new ItemId(name("item")), ItemKind.CALLER_TURN);
        call.show(new CallEvent.CallerStarted(item.id));
        active.ifPresent(SimulatedReply::interrupt);
        cutOff();
        in(says.length(), () -> commit(item, says));
    }

    private void cutOff() {
        if (played.isEmpty()) return;
        var waiting = List.copyOf(played);
        played.clear();
        waiting.getFirst().cutOff();
        waiting.stream().skip(1).forEach(SimulatedReply::drop);
    }

    private void commit(Item item, Act.Says says) {
        callerSpeaks = false;
        call.show(new CallEvent.CallerStopped(item.id));
        waitsSince = Optional.of(call.line.time.now());
        add(item);
        transcribe(item, says);
        in(Duration.ofMillis(200), () -> answer(says));
    }

    private void transcribe(Item item, Act.Says says) {
        var middle = says.text().length() / 2;
        var first = call.line.time.between(Duration.ofMillis(100), Duration.ofMillis(800));
        var rest =
                first.plus(call.line.time.between(Duration.ofMillis(50), Duration.ofMillis(1500)));
        in(first, () -> hear(item, says.text().substring(0, middle)));
        in(rest, () -> transcribed(item, says));
    }

    private void hear(Item item, String delta) {
        call.show(new CallEvent.TextHeard(item.id, Speaker.CALLER, Optional.empty(), delta));
    }

    private void transcribed(Item item, Act.Says says) {
        item.finished = true;
        if (says.clear()) {
            item.text = says.text();
            call.show(new CallEvent.CallerSaid(item.id, says.text()));
        } else {
            call.show(new CallEvent.CallerUnclear(item.id));
        }
    }

    /// OpenAI answers by itself when the caller has finished.
    private void answer(Act.Says says) {
        if (active.isPresent()) {
            refuse(Optional.empty(), Refusal.REPLY_ACTIVE);
            return;
        }
        reply(Optional.empty(), new Cause.Heard(says.text()));
    }

    // Our messages.

    void receive(SimulatedLink from, String eventId, SidebandMessage message) {
        switch (message) {
            case SidebandMessage.AddNote(var id, _) -> addOurs(from, eventId, id, Optional.empty());
            case SidebandMessage.AddToolOutput(var id, var tool, var output) -> {
                if (!toolCalls.containsKey(tool)) {
                    refuse(from, eventId, Refusal.OTHER);
                } else if (addOurs(from, eventId, id, Optional.of(tool))) {
                    outputs.merge(tool, 1, Integer::sum);
                    unread.add(output);
                }
            }
            case SidebandMessage.AskReply(var purpose, var instructions) ->
                    asked(from, eventId, purpose, instructions);
            case SidebandMessage.Retrieve(var id) -> retrieve(from, eventId, id);
            case SidebandMessage.Delete(var id) -> {
                if (!items.removeIf(it -> it.id.equals(id)))
                    refuse(from, eventId, Refusal.NO_SUCH_ITEM);
            }
        }
    }

    private boolean addOurs(
            SimulatedLink from, String eventId, ItemId id, Optional<ToolCallId> tool) {
        if (items.stream().anyMatch(it -> it.id.equals(id))) {
            refuse(from, eventId, Refusal.ITEM_EXISTS);
            return false;
        }
        var item = new Item(id, ItemKind.OTHER);
        item.tool = tool;
        item.finished = true;
        add(item);
        return true;
    }

    private void asked(
            SimulatedLink from, String eventId, Purpose purpose, Optional<String> instructions) {
        if (active.isPresent()) {
            refuse(from, eventId, Refusal.REPLY_ACTIVE);
            return;
        }
        if (strikes(Fault.REPLY_FAILED)) {
            waitsSince = Optional.of(call.line.time.now());
            refuse(from, eventId, Refusal.OTHER);
            return;
        }
        reply(Optional.of(purpose), cause(purpose, instructions));
    }

    private Cause cause(Purpose purpose, Optional<String> instructions) {
        return switch (purpose) {
            case GREETING -> new Cause.Greeting();
            case ANSWER -> new Cause.Answered(List.copyOf(unread));
            case CARRY_ON, WARNING -> new Cause.Told(instructions.orElse(""));
        };
    }

    private void retrieve(SimulatedLink from, String eventId, ItemId id) {
        var item = items.stream().filter(it -> it.id.equals(id)).findFirst();
        if (item.isEmpty()) refuse(from, eventId, Refusal.NO_SUCH_ITEM);
        else from.show(found(item.get()));
    }

    private static CallEvent found(Item item) {
        return switch (item.kind) {
            case CALLER_TURN ->
                    new CallEvent.TurnFound(item.id, Speaker.CALLER, item.text, item.finished);
            case AGENT_TURN ->
                    new CallEvent.TurnFound(item.id, Speaker.AGENT, item.text, item.finished);
            case TOOL_CALL -> toolAsked(item);
            case OTHER -> new CallEvent.ItemAdded(item.id, Optional.empty(), ItemKind.OTHER);
        };
    }

    private void refuse(SimulatedLink from, String eventId, Refusal refusal) {
        call.happened("refuses " + eventId + ": " + refusal);
        from.show(new MessageRefused(Optional.of(eventId), refusal, refusal.name()));
    }

    private void refuse(Optional<String> eventId, Refusal refusal) {
        call.show(new MessageRefused(eventId, refusal, refusal.name()));
    }

    // The agent.

    private void reply(Optional<Purpose> purpose, Cause cause) {
        purpose.ifPresent(it -> replies.merge(it, 1, Integer::sum));
        unread.clear();
        waitsSince = Optional.empty();
        var reply = new SimulatedReply(this, purpose, model.answer(cause));
        active = Optional.of(reply);
        reply.begin();
    }

    void ended(SimulatedReply reply, CallEvent.Outcome outcome) {
        if (active.equals(Optional.of(reply))) active = Optional.empty();
        if (outcome instanceof CallEvent.Outcome.Failed) {
            waitsSince = Optional.of(call.line.time.now());
            failingSince = failingSince.or(() -> waitsSince);
        } else {
            failingSince = Optional.empty();
        }
    }

    /// One after the other.
    void plays(SimulatedReply reply) {
        played.add(reply);
        if (played.size() == 1) reply.play();
    }

    void playsNext() {
        played.poll();
        if (!played.isEmpty()) played.peek().play();
    }

    /// What was not heard is taken back, and with it the transcript.
    void cut(Item item) {
        cut.add(item.id);
        item.text = "";
    }

    void asks(Asked asked) {
        var item = new Item(new ItemId(name("item")), ItemKind.TOOL_CALL);
        item.asked = Optional.of(asked);
        item.tool = Optional.of(new ToolCallId(name("tool")));
        item.finished = true;
        toolCalls.put(item.tool.get(), asked);
        add(item);
        call.show(toolAsked(item));
    }

    private static CallEvent toolAsked(Item item) {
        var asked = item.asked.orElseThrow();
        return new CallEvent.ToolAsked(
                item.tool.orElseThrow(), item.id, asked.tool(), asked.arguments());
    }

    void add(Item item) {
        var previous = items.isEmpty() ? Optional.<ItemId>empty() : Optional.of(items.getLast().id);
        items.add(item);
        everAdded.add(item.id);
        call.show(new CallEvent.ItemAdded(item.id, previous, item.kind));
    }

    void in(Duration time, Runnable action) {
        call.line.time.in(time, () -> whileLive(action));
    }

    private void whileLive(Runnable action) {
        if (call.phase() == SimulatedCall.Phase.LIVE) action.run();
    }
}
