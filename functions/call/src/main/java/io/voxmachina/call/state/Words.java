package io.voxmachina.call.state;

import io.voxmachina.call.Agent;
import io.voxmachina.call.SidebandMessage.Purpose;
import io.voxmachina.call.ToolResult;
import java.util.Optional;

/// What the model is told beside its instructions.
final class Words {
    /// Stands in the conversation for a moment, to learn what is before it.
    static final String MARKER = "The line is being checked. This needs no answer.";

    private static final String CARRY_ON =
            "The line was silent: you may have missed something, or an answer of yours was not heard. If the caller waits for an answer, give it."
                    + " Otherwise ask in a few words whether they are still there and how you can help. If they have heard nothing of you yet, greet them first: ";
    private static final String WARNING =
            "Tell the caller in one friendly sentence that this call must end soon, and ask what is most important now.";

    private Words() {}

    /// What a reply is asked for with. It stands in place of the session's instructions for that
    /// reply (https://github.com/livekit/agents/pull/5394), so the agent's come first.
    static Optional<String> of(Purpose purpose, Agent agent) {
        return switch (purpose) {
            case GREETING -> Optional.of(agent.instructions() + "\n\n" + agent.greeting());
            case ANSWER -> Optional.empty();
            case CARRY_ON ->
                    Optional.of(agent.instructions() + "\n\n" + CARRY_ON + agent.greeting());
            case WARNING -> Optional.of(agent.instructions() + "\n\n" + WARNING);
        };
    }

    static String greetingNote() {
        return "The caller has been connected. Greet them now.";
    }

    /// What the model reads as a tool's output.
    static String output(ToolResult result) {
        return switch (result) {
            case ToolResult.Answer(var json) -> json;
            case ToolResult.Sorry(var reason) -> "{\"error\":" + quoted(reason) + "}";
            case ToolResult.Unknown() ->
                    "{\"error\":\"It is not known whether this was done. Do not claim that it was. Do not try again unasked.\"}";
        };
    }

    private static String quoted(String text) {
        var json = new StringBuilder("\"");
        for (var c : text.toCharArray()) {
            if (c == '"' || c == '\\') json.append('\\').append(c);
            else if (c < ' ') json.append("\\u%04x".formatted((int) c));
            else json.append(c);
        }
        return json.append('"').toString();
    }
}
