package io.voxmachina.fakes.openai;

import io.voxmachina.fakes.openai.script.CallerLine;
import io.voxmachina.fakes.openai.script.CallerLine.Start;
import io.voxmachina.fakes.openai.script.Script;
import io.voxmachina.fakes.openai.script.Script.HangUp.By;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// The person on the telephone: says the script's lines, waits for answers but not for ever, and
/// hangs up.
final class Caller {
    private static final int LIMIT = 1_000;

    private final PhoneLine line;
    private final Script script;
    private final Deque<CallerLine> interjections = new ArrayDeque<>();
    private int next;
    private int move; // counts moves, so that what was meant for an earlier one does nothing
    private boolean speaking;
    private boolean answered;

    Caller(PhoneLine line) {
        this.line = line;
        this.script = line.script;
    }

    void connected() {
        for (var key : script.keys()) line.guard.after(key.at(), () -> line.press(key.key()));
        prepareMove();
    }

    private void prepareMove() {
        move++;
        answered = false;
        if (nextStart() == Start.AT) {
            var delay = script.lines().get(next).delay().minus(line.sinceAccept());
            moveAfter(delay.isNegative() ? Duration.ZERO : delay);
        } else if (hangsUpNow(By.AGENT)) {
            line.guard.afterReal(
                    script.hangUp().after(), ifStill(() -> line.end(EndedBy.CALLER_GAVE_UP)));
        } else if (!hangsUpNow(By.NOBODY)) {
            line.guard.afterReal(script.patience(), ifStill(this::outOfPatience));
        }
    }

    private void outOfPatience() {
        if (line.floorIsFree()) {
            move();
        } else {
            line.guard.afterReal(script.patience(), ifStill(this::outOfPatience));
        }
    }

    private boolean hangsUpNow(By by) {
        return next == script.lines().size() && script.hangUp().by() == by;
    }

    private Start nextStart() {
        return next < script.lines().size() ? script.lines().get(next).start() : Start.AFTER_AGENT;
    }

    void agentAudible() {
        answered = true;
        if (nextStart() == Start.INTO_AGENT) moveAfter(script.lines().get(next).delay());
    }

    /// Nobody speaks: after a pause it is the caller's turn, unless the agent has more to say.
    void floorFree() {
        boolean turn = answered && !line.model.owesWords();
        if (!turn || speaking || nextStart() != Start.AFTER_AGENT) return;
        boolean hangsUp = next == script.lines().size();
        if (hangsUp && script.hangUp().by() != By.CALLER) return;
        var pause = hangsUp ? script.hangUp().after() : script.lines().get(next).delay();
        line.guard.after(pause, ifStill(this::moveIfFloorIsFree));
    }

    private void moveIfFloorIsFree() {
        if (line.floorIsFree() && !line.model.owesWords()) move();
    }

    private void moveAfter(Duration delay) {
        line.guard.after(delay, ifStill(this::move));
    }

    private Runnable ifStill(Runnable task) {
        int now = move;
        return () -> runIfStill(now, task);
    }

    private void runIfStill(int then, Runnable task) {
        if (move == then) task.run();
    }

    private void move() {
        if (next == script.lines().size()) {
            line.end(EndedBy.CALLER);
        } else {
            move++;
            say(script.lines().get(next++));
        }
    }

    /// Outside the script; while the caller speaks it waits its turn.
    void interject(CallerLine words) {
        if (interjections.size() >= LIMIT)
            throw new IllegalStateException("too many words waiting");
        if (speaking) {
            interjections.add(words);
        } else {
            move++;
            say(words);
        }
    }

    private void say(CallerLine words) {
        speaking = true;
        line.inputAudio.speechStarts(words.text(), words.speaks(), words.answer());
        line.guard.after(words.speaks(), this::said);
    }

    private void said() {
        speaking = false;
        var more = interjections.poll();
        if (more != null) {
            say(more);
        } else {
            prepareMove();
        }
    }
}
