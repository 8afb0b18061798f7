package io.voxmachina.fakes.simulation;

import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallEvent.ItemKind;
import io.voxmachina.call.CallEvent.Outcome;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.ReplyId;
import io.voxmachina.call.SidebandMessage.Purpose;
import io.voxmachina.call.Speaker;
import io.voxmachina.call.Usage;
import io.voxmachina.fakes.simulation.CallScript.Answer;
import io.voxmachina.fakes.simulation.SimulatedConversation.Item;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One reply of the agent: made faster than it is heard.
final class SimulatedReply {
    private static final Duration STEP = Duration.ofMillis(150);
    private static final Duration HEARD_PER_CHARACTER = Duration.ofMillis(40);
    private static final int CHARACTERS_PER_STEP = 12;
    private static final Duration MOST_WORDS = Duration.ofMillis(500);

    private final SimulatedConversation conversation;
    private final Optional<Purpose> purpose;
    private final Answer answer;
    private final ReplyId id;
    private final Item item;
    private boolean making = true;
    private boolean playing;
    private Instant audibleSince;

    SimulatedReply(SimulatedConversation conversation, Optional<Purpose> purpose, Answer answer) {
        this.conversation = conversation;
        this.purpose = purpose;
        this.answer = answer;
        this.id = new ReplyId(conversation.name("reply"));
        this.item = new Item(new ItemId(conversation.name("item")), ItemKind.AGENT_TURN);
    }

    void begin() {
        show(new CallEvent.ReplyStarted(id, purpose));
        if (conversation.strikes(Fault.REPLY_FAILED)) breaksOff();
        step(answer.text().isEmpty() ? this::askTools : this::speak);
    }

    /// Before its first word or after a few.
    private void breaksOff() {
        conversation.in(
                conversation.call().line.time.between(Duration.ZERO, MOST_WORDS), this::fail);
    }

    private void fail() {
        if (!making) return;
        if (!item.text.isEmpty() && !item.finished) endTurn(false);
        end(new Outcome.Failed("server_error"));
    }

    private void speak() {
        conversation.add(item);
        step(this::say);
    }

    private void say() {
        if (item.text.isEmpty()) conversation.plays(this);
        var said = item.text.length();
        var until = Math.min(said + CHARACTERS_PER_STEP, answer.text().length());
        var delta = answer.text().substring(said, until);
        item.text += delta;
        show(new CallEvent.TextHeard(item.id, Speaker.AGENT, Optional.of(id), delta));
        step(until < answer.text().length() ? this::say : this::finishTurn);
    }

    Answer answer() {
        return answer;
    }

    /// What was made before it has been heard.
    void play() {
        playing = true;
        audibleSince = conversation.call().line.time.now();
        show(new CallEvent.PlaybackStarted(Optional.of(id)));
        var length = HEARD_PER_CHARACTER.multipliedBy(answer.text().length());
        conversation.in(length.plus(STEP), this::stopPlaying);
    }

    private void finishTurn() {
        endTurn(true);
        step(this::askTools);
    }

    private void endTurn(boolean complete) {
        item.finished = true;
        show(new CallEvent.AgentSaid(item.id, Optional.of(id), item.text));
        show(new CallEvent.AgentTurnEnded(item.id, item.text, complete));
    }

    private void askTools() {
        answer.tools().forEach(conversation::asks);
        end(new Outcome.Complete());
    }

    private void end(Outcome outcome) {
        making = false;
        conversation.ended(this, outcome);
        var usage = new Usage(100, answer.text().length(), 50, 50, 50);
        show(new CallEvent.ReplyEnded(id, outcome, Optional.of(usage)));
    }

    /// The caller speaks while it is made.
    void interrupt() {
        if (!making) return;
        if (!item.text.isEmpty() && !item.finished) endTurn(false);
        end(new Outcome.Interrupted());
    }

    /// The caller speaks while it is heard.
    void cutOff() {
        silence();
        cut(Duration.between(audibleSince, conversation.call().line.time.now()));
    }

    /// The caller speaks before it is heard.
    void drop() {
        cut(Duration.ZERO);
    }

    private void cut(Duration heard) {
        conversation.cut(item);
        show(new CallEvent.TurnCut(item.id, Optional.of(heard)));
    }

    private void stopPlaying() {
        if (!playing) return;
        silence();
        conversation.playsNext();
    }

    private void silence() {
        playing = false;
        show(new CallEvent.PlaybackStopped(Optional.of(id)));
    }

    private void step(Runnable action) {
        conversation.in(STEP, () -> whileMaking(action));
    }

    private void whileMaking(Runnable action) {
        if (making) action.run();
    }

    private void show(CallEvent event) {
        conversation.call().show(event);
    }
}
