package io.voxmachina.fakes.openai;

import io.voxmachina.fakes.openai.Observation.What;
import io.voxmachina.fakes.openai.script.Answer;
import io.voxmachina.fakes.openai.script.Answer.ToolUse;
import io.voxmachina.fakes.openai.script.Script;
import io.voxmachina.fakes.openai.wire.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the model has to say next: it knows the script, what the caller said, and which tool
/// outputs came.
final class ScriptedModel {
    private final Script script;
    private final Observations observations;
    private final Map<String, ToolUse> toolsAsked = new LinkedHashMap<>();
    private final List<Answer> unsaid = new ArrayList<>();
    private boolean greeted;
    private String greetingInstructions;

    ScriptedModel(Script script, Observations observations) {
        this.script = script;
        this.observations = observations;
    }

    void heard(Answer answer) {
        unsaid.add(answer == null ? script.nudge() : answer);
    }

    void asked(String toolCallId, ToolUse tool) {
        toolsAsked.put(toolCallId, tool);
    }

    /// The caller waits for it before going on.
    boolean owesWords() {
        return !toolsAsked.isEmpty() || unsaid.stream().anyMatch(it -> !it.text().isEmpty());
    }

    /// False when it was answered before; OpenAI takes the item all the same.
    boolean toolAnswered(String toolCallId) {
        var tool = toolsAsked.remove(toolCallId);
        if (tool == null) return false;
        unsaid.add(tool.then() == null ? Answer.says("") : tool.then());
        return true;
    }

    boolean hasSomethingToSay() {
        return !unsaid.isEmpty();
    }

    Answer next(String instructions, Session session) {
        var answer = choose(instructions);
        if (answer.failure() != null) unsaid.add(answer.failing(null));
        return withToolsOf(session, answer);
    }

    private Answer choose(String instructions) {
        for (var told : script.told()) {
            if (instructions.contains(told.contains())) return told.answer();
        }
        if (!unsaid.isEmpty()) return allUnsaid();
        boolean greetsAgain = greeted && !instructions.isEmpty();
        if (greetsAgain && instructions.equals(greetingInstructions)) return script.greeting();
        if (greeted) return script.nudge();
        greeted = true;
        greetingInstructions = instructions;
        return script.greeting();
    }

    private Answer allUnsaid() {
        var answer = unsaid.stream().reduce(Answer::and).orElseThrow();
        unsaid.clear();
        return answer;
    }

    /// The model can only call what the session declares: without the tool it says what would have
    /// come after.
    private Answer withToolsOf(Session session, Answer answer) {
        var allowed = answer.tools().stream().filter(it -> session.declares(it.name())).toList();
        var possible = new Answer(answer.text(), answer.speaks(), allowed, answer.failure());
        for (var tool : answer.tools()) {
            if (session.declares(tool.name())) continue;
            observations.note(What.TOOL_UNKNOWN, tool.name());
            if (tool.then() != null) possible = possible.and(withToolsOf(session, tool.then()));
        }
        return possible;
    }
}
