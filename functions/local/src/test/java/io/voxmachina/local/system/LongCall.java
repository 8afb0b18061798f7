package io.voxmachina.local.system;

import io.voxmachina.fakes.openai.LineCall;
import io.voxmachina.fakes.openai.script.Answer;
import io.voxmachina.fakes.openai.script.CallerLine;
import io.voxmachina.fakes.openai.script.Script;
import java.time.Duration;
import java.util.Map;

/// A call in which something happens all the time, and which nobody ends by himself.
final class LongCall {
    private static final int QUESTIONS = 8;

    private LongCall() {}

    /// Every other line leads to a tool call. The caller does not wait long for an answer.
    static Script script(String name) {
        var script =
                Script.builder(name)
                        .greeting(Answer.says("Happy Medical Centre, good night."))
                        .pace(2)
                        .patience(Duration.ofSeconds(2))
                        .nobodyHangsUp();
        for (var i = 1; i <= QUESTIONS; i++) script.caller(i % 2 == 0 ? message(i) : question(i));
        return script.build();
    }

    private static CallerLine question(int i) {
        return CallerLine.says(
                "What about number " + i + ", please?", Answer.says("Number " + i + " is fine."));
    }

    private static CallerLine message(int i) {
        var stored = Answer.says("I have written down number " + i + ".");
        return CallerLine.says(
                "Please note number " + i + ".",
                Answer.calls("note", Map.of("text", "Number " + i + "."), stored));
    }

    static CallerLine goodbye() {
        return CallerLine.says("That is all, goodbye.", Answer.says("Goodbye, get well soon."));
    }

    static boolean isAllSaid(LineCall line) {
        return saidBy(line, "Please note number " + QUESTIONS);
    }

    static boolean isParted(LineCall line) {
        return saidBy(line, "Goodbye, get well soon.");
    }

    private static boolean saidBy(LineCall line, String words) {
        return line.expected().stream().anyMatch(turn -> turn.text().contains(words));
    }
}
