package io.voxmachina.openai;

import io.voxmachina.call.ItemId;
import io.voxmachina.call.SidebandMessage;
import io.voxmachina.call.SidebandMessage.AddNote;
import io.voxmachina.call.SidebandMessage.AddToolOutput;
import io.voxmachina.call.SidebandMessage.AskReply;
import io.voxmachina.call.SidebandMessage.Delete;
import io.voxmachina.call.SidebandMessage.Retrieve;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Which of our latest messages was about which item, for refusals that do not say it.
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
            case AddNote(var item, _) -> put("create", item, eventId);
            case AddToolOutput(var item, _, _) -> put("create", item, eventId);
            case Retrieve(var item) -> put("retrieve", item, eventId);
            case Delete(var item) -> put("delete", item, eventId);
            case AskReply _ -> {}
        }
    }

    private void put(String verb, ItemId item, String eventId) {
        eventIds.put(verb + " " + item.value(), eventId);
    }

    /// @param verb of OpenAI's code: `create`, `retrieve` or `delete`
    synchronized Optional<String> eventOf(String verb, String item) {
        return Optional.ofNullable(eventIds.get(verb + " " + item));
    }
}
