package io.voxmachina.fakes.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The items of a call, in order. It belongs to OpenAI, so it lives on while no sideband is
/// attached.
final class Conversation {
    private static final int LIMIT = 2_000;

    private final List<Item> items = new ArrayList<>();
    private final List<Item> everSpoken = new ArrayList<>();

    Optional<Item> find(String id) {
        return items.stream().filter(item -> item.id().equals(id)).findFirst();
    }

    boolean hasToolCall(String toolCallId) {
        return items.stream().anyMatch(item -> item.isToolCall(toolCallId));
    }

    /// The id of the item before it; null for the first.
    String append(Item item) {
        var previous = lastId();
        insert(items.size(), item);
        return previous;
    }

    void insertAfter(Item previous, Item item) {
        insert(items.indexOf(previous) + 1, item);
    }

    void insertFirst(Item item) {
        insert(0, item);
    }

    private void insert(int position, Item item) {
        if (items.size() >= LIMIT) throw new IllegalStateException("too many items in one call");
        items.add(position, item);
        boolean spoken =
                item.isSpokenBy(ExpectedTurn.Speaker.AGENT)
                        || item.isSpokenBy(ExpectedTurn.Speaker.CALLER);
        if (spoken) everSpoken.add(item);
    }

    void remove(Item item) {
        items.remove(item);
    }

    String lastId() {
        return items.isEmpty() ? null : items.getLast().id();
    }

    String idBefore(Item item) {
        int position = items.indexOf(item);
        return position <= 0 ? null : items.get(position - 1).id();
    }

    /// In the order in which they were spoken; deleting an item does not unsay it.
    List<ExpectedTurn> turns() {
        return everSpoken.stream().filter(Item::isTurn).map(Item::turn).toList();
    }
}
