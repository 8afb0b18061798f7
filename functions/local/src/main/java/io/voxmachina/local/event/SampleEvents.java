package io.voxmachina.local.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The sample events of the project: `events/NAME.json`, and beside it `NAME.expected.json`.
///
/// @param folder where they are
record SampleEvents(Path folder) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String EVENT = ".json";
    private static final String EXPECTED = ".expected.json";

    /// An event and what it leads to.
    ///
    /// @param event as the function gets it
    /// @param expected what it is, what must have happened before, the answer and the effect
    record Sample(String name, ObjectNode event, JsonNode expected) {
        String about() {
            return expected.path("about").asText();
        }

        /// The sample that must have been sent before.
        Optional<String> after() {
            return Optional.ofNullable(expected.path("after").textValue());
        }

        /// The logical id of the function that it is for.
        String function() {
            if (event.has("callId")) return "ResponderFunction";
            if (!event.has("rawPath")) return "KeeperFunction";
            return event.path("rawPath").asText().equals("/webhook")
                    ? "WebhookFunction"
                    : "HistoryFunction";
        }
    }

    /// All names, in alphabetical order.
    List<String> names() {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(EVENT) && !name.endsWith(EXPECTED))
                    .map(name -> name.substring(0, name.length() - EVENT.length()))
                    .filter(name -> !name.equals("local")) // settings for `sam local`
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Empty when there is none of that name.
    Optional<Sample> find(String name) {
        if (!names().contains(name)) return Optional.empty();
        var expected = folder.resolve(name + EXPECTED);
        return Optional.of(
                new Sample(
                        name,
                        (ObjectNode) read(folder.resolve(name + EVENT)),
                        Files.exists(expected) ? read(expected) : MissingNode.getInstance()));
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
