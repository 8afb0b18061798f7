package io.voxmachina.fakes.openai.script;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the model does in one response: it speaks, calls tools, or both, or fails.
///
/// @param text what it says; empty for tools alone
/// @param speaks how long that takes to play
/// @param failure an error code: the response ends `failed`, and the rest is left for the next
///     `response.create`
public record Answer(String text, Duration speaks, List<ToolUse> tools, String failure) {
    /// One function call, and what the model answers once it has the output.
    public record ToolUse(String name, Map<String, Object> arguments, Answer then) {
        public ToolUse {
            arguments = arguments == null ? Map.of() : Map.copyOf(arguments);
        }
    }

    public Answer {
        text = text == null ? "" : text;
        speaks = speaks == null ? timeToSay(text) : speaks;
        tools = tools == null ? List.of() : List.copyOf(tools);
    }

    public static Answer says(String text) {
        return new Answer(text, null, null, null);
    }

    public static Answer says(String text, Duration speaks) {
        return new Answer(text, speaks, null, null);
    }

    public static Answer calls(String tool, Map<String, Object> arguments, Answer then) {
        return says("").calling(tool, arguments, then);
    }

    public Answer calling(String tool, Map<String, Object> arguments, Answer then) {
        var all = new ArrayList<>(tools);
        all.add(new ToolUse(tool, arguments, then));
        return new Answer(text, speaks, all, failure);
    }

    public Answer failing(String code) {
        return new Answer(text, speaks, tools, code);
    }

    /// Both in one response.
    public Answer and(Answer other) {
        var words = (text + " " + other.text).strip();
        var all = new ArrayList<>(tools);
        all.addAll(other.tools);
        return new Answer(words, speaks.plus(other.speaks), all, failure);
    }

    /// About fifteen letters a second, as people speak.
    static Duration timeToSay(String text) {
        return text.isEmpty() ? Duration.ZERO : Duration.ofMillis(300 + 65L * text.length());
    }
}
