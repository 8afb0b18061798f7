package io.voxmachina.fakes.openai.script;

import java.time.Duration;
import java.util.Map;

/// Ready-made calls: the reception of the Happy Medical Centre, at three in the morning.
public final class Scripts {
    private Scripts() {}

    /// The caller asks, leaves a message, says goodbye and hangs up. About nineteen seconds.
    public static Script reception() {
        return upToGoodbye("reception")
                .caller(
                        goodbye(
                                Answer.says(
                                        "Goodbye, and get well soon.", Duration.ofMillis(1500))))
                .callerHangsUp(Duration.ofMillis(600))
                .build();
    }

    /// The same, but the agent ends the call with its tool `end_call`.
    public static Script receptionEndedByAgent() {
        var bye = Answer.says("Goodbye, and get well soon.", Duration.ofMillis(1500));
        return upToGoodbye("reception-ended-by-agent")
                .caller(goodbye(bye.calling("end_call", Map.of(), Answer.says(""))))
                .agentHangsUp(Duration.ofSeconds(20))
                .build();
    }

    private static CallerLine goodbye(Answer answer) {
        return CallerLine.says("Thank you. Goodbye.", answer).speaking(Duration.ofMillis(1000));
    }

    private static ScriptBuilder upToGoodbye(String name) {
        var noted = "Thank you, I have written that down. The practice will ring you at eight.";
        var message = "Asthma inhaler empty, asks for a new prescription this morning.";
        return Script.builder(name)
                .greeting(
                        Answer.says(
                                "Happy Medical Centre, good night. How can I help you?",
                                Duration.ofMillis(2600)))
                .caller(
                        CallerLine.says(
                                        "Hello, when do you open tomorrow?",
                                        Answer.says(
                                                "We open at eight o'clock. May I take a message?",
                                                Duration.ofMillis(2400)))
                                .speaking(Duration.ofMillis(1600)))
                .caller(
                        CallerLine.says(
                                        "Yes. My asthma inhaler is empty and I need a new one.",
                                        Answer.calls(
                                                "note",
                                                Map.of("text", message),
                                                Answer.says(noted, Duration.ofMillis(2800))))
                                .speaking(Duration.ofMillis(2200)));
    }
}
