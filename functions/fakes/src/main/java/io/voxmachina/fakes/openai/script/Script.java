package io.voxmachina.fakes.openai.script;

import java.time.Duration;
import java.util.List;

/// One telephone call, told beforehand: who says what and when, which tools the model calls, how it
/// ends, and what goes wrong. Plain data; as JSON it has the same fields, durations being
/// milliseconds (`ScriptJson`).
///
/// @param pace how many times faster than life people speak and pause
/// @param greeting what the model says when first asked to speak
/// @param nudge what it says when asked to speak with nothing to answer
/// @param told what it says when a `response.create` carries certain instructions
/// @param patience real time: how long the caller waits for an answer before going on regardless
/// @param rings real time: how long the call rings before it is given up
public record Script(
        String name,
        Dialled dialled,
        double pace,
        Answer greeting,
        List<CallerLine> lines,
        Answer nudge,
        List<Told> told,
        List<KeyPress> keys,
        HangUp hangUp,
        Duration patience,
        Duration rings,
        SecondSideband secondSideband,
        CallFaults faults) {
    /// The answer to instructions which contain this text.
    public record Told(String contains, Answer answer) {}

    /// A key pressed, so long after the accept.
    public record KeyPress(Duration at, String key) {}

    /// Who ends the call once all lines are said.
    ///
    /// @param after by the caller: after the agent fell silent; by the agent: real time after which
    ///     the caller gives up
    public record HangUp(By by, Duration after) {
        /// Whose move it is. `NOBODY`: the call is ended from outside, by `LineCall`.
        public enum By {
            CALLER,
            AGENT,
            NOBODY
        }
    }

    public Script {
        name = name == null ? "call" : name;
        dialled = dialled == null ? Dialled.practice() : dialled;
        pace = pace <= 0 ? 1 : pace;
        greeting = greeting == null ? Answer.says("Hello, how can I help you?") : greeting;
        lines = lines == null ? List.of() : List.copyOf(lines);
        nudge = nudge == null ? Answer.says("Are you still there?") : nudge;
        told = told == null ? List.of() : List.copyOf(told);
        keys = keys == null ? List.of() : List.copyOf(keys);
        hangUp = hangUp == null ? new HangUp(HangUp.By.CALLER, Duration.ofMillis(800)) : hangUp;
        patience = patience == null ? Duration.ofSeconds(20) : patience;
        rings = rings == null ? Duration.ofSeconds(20) : rings;
        secondSideband = secondSideband == null ? SecondSideband.ALLOW : secondSideband;
        faults = faults == null ? CallFaults.none() : faults;
    }

    public static ScriptBuilder builder(String name) {
        return new ScriptBuilder(name);
    }

    /// The same call, to be changed in places.
    public ScriptBuilder but() {
        return new ScriptBuilder(this);
    }
}
