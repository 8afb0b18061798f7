package io.voxmachina.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;

/// A caller's message as the staff read it.
final class Message {
    private Message() {}

    static String text(JsonNode arguments) {
        var lines = new ArrayList<String>();
        if (arguments.path("urgent").asBoolean()) lines.add("Urgent");
        lines.add(arguments.path("text").asText().strip());
        if (arguments.has("name")) lines.add("Name: " + arguments.get("name").asText());
        if (arguments.has("callback"))
            lines.add("Call back: " + arguments.get("callback").asText());
        return String.join("\n", lines);
    }
}
