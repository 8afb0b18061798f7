package io.voxmachina.agent;

import io.voxmachina.call.Agent.Tool;
import io.voxmachina.call.Agent.ToolKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The tools that an agent document may name.
final class BuiltIns {
    private static final Tool NOTE =
            new Tool(
                    "note",
                    "Writes down a message from the caller for the staff. Use it once the caller has"
                            + " confirmed the message, and again when the caller adds something.",
                    """
                    {"type":"object","properties":{\
                    "text":{"type":"string","maxLength":2000,\
                    "description":"The message, complete and in the caller's own meaning."},\
                    "urgent":{"type":"boolean",\
                    "description":"True when the staff should read it first thing."},\
                    "name":{"type":"string","maxLength":200,\
                    "description":"The caller's name, as the caller spelled it."},\
                    "callback":{"type":"string","maxLength":100,\
                    "description":"The number to call back, as the caller confirmed it."}},\
                    "required":["text"],"additionalProperties":false}""",
                    ToolKind.NOTE,
                    true,
                    Duration.ofSeconds(8));

    private static final Tool END_CALL =
            new Tool(
                    "end_call",
                    "Ends the call. Say goodbye first, and use it only when the caller needs nothing"
                            + " more.",
                    """
                    {"type":"object","properties":{},"required":[],"additionalProperties":false}""",
                    ToolKind.END_CALL,
                    true,
                    Duration.ofSeconds(2));

    private static final List<Tool> ALL = List.of(NOTE, END_CALL);

    /// What they are called.
    static final List<String> NAMES = ALL.stream().map(Tool::name).toList();

    private BuiltIns() {}

    static Optional<Tool> named(String name) {
        return ALL.stream().filter(tool -> tool.name().equals(name)).findFirst();
    }
}
