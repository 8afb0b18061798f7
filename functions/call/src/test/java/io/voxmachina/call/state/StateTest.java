package io.voxmachina.call.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.voxmachina.call.Assignment;
import io.voxmachina.call.CallEvent.Timer;
import io.voxmachina.call.ControllerId;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Role;
import io.voxmachina.call.Samples;
import io.voxmachina.call.SidebandMessage.Purpose;
import io.voxmachina.call.Speaker;
import io.voxmachina.call.Terms;
import io.voxmachina.call.ToolCallId;
import java.lang.reflect.Field;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StateTest {
    private static final Instant NOW = OneController.START;
    private static final ItemId ITEM = new ItemId("item_1");

    private final State fresh = fresh();
    private final State original = fresh();

    @Test
    void aCopyKnowsAllThatItsOriginalDoesAndSharesNothingThatChanges() throws Exception {
        fillCollections();
        for (var field : State.class.getDeclaredFields()) change(field);

        var copy = new State(original);

        for (var field : State.class.getDeclaredFields())
            check(field.getName(), field.get(fresh), field.get(original), field.get(copy));
    }

    private void fillCollections() {
        original.turns.put(ITEM, OpenTurn.begun(ITEM, Speaker.CALLER, NOW, true));
        original.places.put(ITEM, new Place(Optional.empty(), NOW));
        original.finished.add(ITEM);
        original.owed.add(Purpose.WARNING);
        original.jobs.put(new ToolCallId("call_1"), new Job.Seen(Successor.tool("note")));
        original.timers.put(Timer.CARRY_ON, NOW);
    }

    private void change(Field field) throws IllegalAccessException {
        switch (field.get(original)) {
            case Boolean was -> field.set(original, !was);
            case Integer was -> field.set(original, was + 1);
            case Instant _ -> field.set(original, NOW);
            case Optional<?> _ -> field.set(original, Optional.of(NOW));
            case Keys _ -> field.set(original, new Keys(NOW, 1, 1));
            case CallersTurn _ -> field.set(original, CallersTurn.SPEAKING);
            case Reading _ -> field.set(original, Reading.ASKED);
            default -> {} // each state has been made one of its own
        }
    }

    private static void check(String name, Object before, Object known, Object copied) {
        if (known instanceof Terms) return; // there is one for all
        if (known instanceof Collection || known instanceof Map) {
            assertNotEquals(before, known, name);
            assertEquals(known, copied, name);
            assertNotSame(known, copied, name);
        } else {
            assertNotSame(before, known, name);
            assertSame(known, copied, name);
        }
    }

    private static State fresh() {
        var me = new ControllerId(Role.MONITOR, "me");
        var assignment =
                new Assignment(OneController.CALL, me, Optional.empty(), Optional.empty(), true, 0);
        var record = Samples.ringing(NOW, Optional.empty());
        return new State(assignment, Samples.agent(), Terms.STANDARD, record, NOW);
    }
}
