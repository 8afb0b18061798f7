package io.voxmachina.fakes.openai.script;

import java.time.Duration;

/// What the caller says, when, and what the model answers to it.
///
/// @param delay counted from what `start` names
/// @param answer null: the model answers with the script's nudge
public record CallerLine(String text, Start start, Duration delay, Duration speaks, Answer answer) {
    /// What a line waits for.
    public enum Start {
        /// until the agent has answered and fallen silent
        AFTER_AGENT,
        /// from the moment the call was accepted, whoever speaks then
        AT,
        /// from the agent's first word on: the caller interrupts
        INTO_AGENT
    }

    private static final Duration PAUSE = Duration.ofMillis(500);

    public CallerLine {
        if (text == null || text.isBlank()) throw new IllegalArgumentException("a line has words");
        start = start == null ? Start.AFTER_AGENT : start;
        delay = delay == null ? PAUSE : delay;
        speaks = speaks == null ? Answer.timeToSay(text) : speaks;
    }

    public static CallerLine says(String text, Answer answer) {
        return new CallerLine(text, null, null, null, answer);
    }

    public static CallerLine interrupts(Duration delay, String text, Answer answer) {
        return new CallerLine(text, Start.INTO_AGENT, delay, null, answer);
    }

    public static CallerLine at(Duration delay, String text, Answer answer) {
        return new CallerLine(text, Start.AT, delay, null, answer);
    }

    public CallerLine speaking(Duration duration) {
        return new CallerLine(text, start, delay, duration, answer);
    }
}
