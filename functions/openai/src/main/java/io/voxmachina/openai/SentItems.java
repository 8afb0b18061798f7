package io.voxmachina.openai;

import io.voxmachina.call.SidebandMessage;
import io.voxmachina.call.SidebandMessage.AddNote;
import io.voxmachina.call.SidebandMessage.AddToolOutput;
import io.voxmachina.call.SidebandMessage.AskReply;
import io.voxmachina.call.SidebandMessage.Delete;
import io.voxmachina.call.SidebandMessage.Retrieve;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Which of our latest messages was about which item or tool call, for refusals that do not say it.
final class SentItems {
    private static final int MOST = 64;

    private final Map<String, String> eventIds =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                    return size() > MOST;
                }
            };

    synchronized void remember(SidebandMessage message, String eventId) {
        switch (message) {
            case AddNote(var item, _) -> put("create", item.value(), eventId);
            case AddToolOutput(var item, var tool, _) -> {
                put("create", item.value(), eventId);
                put("answer", tool.value(), eventId);
            }
            case Retrieve(var item) -> put("retrieve", item.value(), eventId);
            case Delete(var item) -> put("delete", item.value(), eventId);
            case AskReply _ -> {}
        }
    }

    private void put(String verb, String id, String eventId) {
        eventIds.put(verb + " " + id, eventId);
    }

    /// @param verb of OpenAI's code: `create`, `retrieve` or `delete`
    synchronized Optional<String> eventOf(String verb, String item) {
        return Optional.ofNullable(eventIds.get(verb + " " + item));
    }

    synchronized Optional<String> answerTo(String tool) {
        return eventOf("answer", tool);
    }
}
