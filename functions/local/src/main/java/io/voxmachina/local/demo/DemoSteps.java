package io.voxmachina.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxmachina.call.Handover;
import io.voxmachina.call.Role;
import io.voxmachina.fakes.openai.LineCall;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// When the steps of a call were taken.
///
/// @param rang when the caller dialled
record DemoSteps(LineCall line, JsonNode record, Instant rang) {
    void print(PrintWriter out) {
        print(out, "ring → accept", line.acceptedAt());
        print(out, "ring → first word", line.greetedAt());
        print(out, "ring → task holds the call", handover(record, Role.MONITOR));
        print(out, "ring → caller hung up", line.endedAt());
        print(out, "ring → record closed", instant(record.path("endedAt")));
        out.println("held by: " + String.join(" → ", holders(record)));
        out.println("ended: " + record.path("endReason").asText("not yet"));
    }

    private void print(PrintWriter out, String step, Optional<Instant> at) {
        if (at.isEmpty()) return;
        var millis = Duration.between(rang, at.get()).toMillis();
        out.println(String.format(Locale.ROOT, "%-28s %6.2f s", step, millis / 1000.0));
    }

    /// The roles of those who held the call, in turn. The first was woken by the webhook.
    static List<String> holders(JsonNode record) {
        var later = handovers(record).flatMap(entry -> to(entry).stream());
        return Stream.concat(Stream.of(Role.RESPONDER), later).map(Role::word).toList();
    }

    private static Stream<JsonNode> handovers(JsonNode record) {
        return StreamSupport.stream(record.path("timeline").spliterator(), false)
                .filter(entry -> entry.path("kind").asText().equals("handover"));
    }

    private static Optional<Role> to(JsonNode handover) {
        return Handover.read(handover.path("text").asText()).map(Handover::to);
    }

    /// When the lease first went to a controller of that role.
    static Optional<Instant> handover(JsonNode record, Role to) {
        return handovers(record)
                .filter(entry -> to(entry).equals(Optional.of(to)))
                .findFirst()
                .flatMap(entry -> instant(entry.path("startedAt")));
    }

    private static Optional<Instant> instant(JsonNode time) {
        return time.isTextual() ? Optional.of(Instant.parse(time.asText())) : Optional.empty();
    }
}
