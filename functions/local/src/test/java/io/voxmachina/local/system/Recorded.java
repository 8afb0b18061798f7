package io.voxmachina.local.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxmachina.call.Handover;
import io.voxmachina.call.Role;
import io.voxmachina.fakes.openai.ExpectedTurn;
import io.voxmachina.fakes.openai.LineCall;
import io.voxmachina.fakes.openai.Observation.What;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Holds a closed record against what happened on the line.
record Recorded(LineCall line, JsonNode record) {
    /// Every turn, in order, once.
    void isComplete() {
        assertEquals(turns(line.expected().stream()), said(), this::story);
        onceEach();
    }

    /// Nothing that must have been recorded is missing; what is there is right and in order.
    void holds(Predicate<ExpectedTurn> required) {
        var ids = ids();
        var missing =
                line.expected().stream()
                        .filter(required)
                        .filter(turn -> !ids.contains(turn.itemId()))
                        .toList();
        assertEquals(List.of(), missing, this::story);
        var known = line.expected().stream().map(ExpectedTurn::itemId).toList();
        assertEquals(
                known.stream().filter(ids::contains).toList(),
                ids.stream().filter(known::contains).toList(),
                () -> "order\n" + story());
        for (var turn : line.expected())
            if (required.test(turn)) assertTrue(said().contains(text(turn)), () -> turn + story());
        onceEach();
    }

    /// No tool answered twice, no greeting twice; and an end with its reason.
    void onceEach() {
        var answered = line.observations().stream().filter(it -> it.what() == What.TOOL_ANSWERED);
        var answers = answered.map(it -> it.detail()).toList();
        assertEquals(new HashSet<>(answers).size(), answers.size(), "a tool answered twice");
        assertEquals(messages(), entries("note", "message").count(), this::story);
        assertEquals(1, greetings(), () -> "greetings" + story());
        assertTrue(record.path("endReason").isTextual(), this::story);
        assertEquals(List.of(), line.complaints());
    }

    /// How often we asked for a greeting.
    long greetings() {
        return line.clientEvents().stream()
                .filter(event -> event.type().equals("response.create"))
                .filter(
                        event ->
                                event.json()
                                        .at("/response/metadata")
                                        .toString()
                                        .contains("GREETING"))
                .count();
    }

    /// Whether the lease once went to a controller of that role.
    boolean wasHandedOver(Role to) {
        return entries("note", "handover")
                .flatMap(note -> Handover.read(note.path("text").asText()).stream())
                .anyMatch(handover -> handover.to() == to);
    }

    private long messages() {
        return entries("tool", "")
                .filter(tool -> tool.path("name").asText().equals("note"))
                .filter(tool -> tool.path("outcome").asText().equals("answered"))
                .count();
    }

    private Stream<JsonNode> entries(String type, String kind) {
        return StreamSupport.stream(record.path("timeline").spliterator(), false)
                .filter(entry -> entry.path("type").asText().equals(type))
                .filter(entry -> entry.path("kind").asText().equals(kind));
    }

    private List<String> ids() {
        return turns().map(turn -> turn.path("itemId").asText()).toList();
    }

    private List<String> said() {
        return turns().map(
                        turn ->
                                turn.path("speaker").asText()
                                        + " "
                                        + turn.path("state").asText()
                                        + ": "
                                        + turn.path("text").asText())
                .toList();
    }

    private Stream<JsonNode> turns() {
        return StreamSupport.stream(record.path("turns").spliterator(), false);
    }

    private static List<String> turns(Stream<ExpectedTurn> turns) {
        return turns.map(Recorded::text).toList();
    }

    private static String text(ExpectedTurn turn) {
        var speaker = turn.speaker().name().toLowerCase(Locale.ROOT);
        return speaker + " " + turn.state().name().toLowerCase(Locale.ROOT) + ": " + turn.text();
    }

    /// All that is known of the call, for whoever wants to know why a test failed.
    String story() {
        var story = new StringBuilder("\n" + line.callId() + "\n");
        line.expected().forEach(turn -> story.append("said     ").append(turn).append('\n'));
        record.path("timeline").forEach(it -> story.append("recorded ").append(it).append('\n'));
        line.observations().stream()
                .filter(it -> it.what() != What.CLIENT_EVENT)
                .forEach(it -> story.append("seen     ").append(it).append('\n'));
        line.clientEvents()
                .forEach(
                        it ->
                                story.append("sent     ")
                                        .append(it.at() + " " + it.sideband() + " " + it.json())
                                        .append('\n'));
        return story.toString();
    }
}
