package io.voxmachina.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.voxmachina.call.CallEvent.KeyPressed;
import io.voxmachina.call.CallEvent.Outcome;
import io.voxmachina.call.CallEvent.ReplyEnded;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// While a call is handed over nobody holds it for a moment: whoever listens takes notes, and two
/// who listen take the same.
class NotesTest {
    private static final Outcome FAILED = new Outcome.Failed("server_error");

    private final OneController holder = OneController.holding();
    private final Successor observer = Successor.seeking();

    @Test
    void whoOnlyListensNotesWhatAReplyCost() {
        var usage = Optional.of(new Usage(100, 20, 50, 60, 15));
        areNoted(1, new ReplyEnded(new ReplyId("resp_1"), new Outcome.Complete(), usage));
    }

    @Test
    void whoOnlyListensNotesThatAReplyFailed() {
        areNoted(1, new ReplyEnded(new ReplyId("resp_1"), FAILED, Optional.empty()));
    }

    @Test
    void whoOnlyListensNotesEveryKey() {
        areNoted(4, pressed("4", 0), pressed("4", 0), pressed("2", 0), pressed("4", 1));
    }

    @Test
    void theNameOfAKeysNoteDoesNotTellTheKey() {
        var four = notes(OneController.holding().on(pressed("4", 0)).commands()).getFirst();
        var five = notes(OneController.holding().on(pressed("5", 0)).commands()).getFirst();

        assertEquals(four.key(), five.key());
    }

    @Test
    void keysWithoutATimeAreStoredAllTheSame() {
        var first = notes(holder.on(new KeyPressed("4", Optional.empty())).commands());
        var second = notes(holder.on(new KeyPressed("4", Optional.empty())).commands());

        assertFalse(first.getFirst().key().equals(second.getFirst().key()));
    }

    private void areNoted(int count, CallEvent... events) {
        var byHolder = keys(Stream.of(events).flatMap(it -> holder.on(it).commands().stream()));
        var byObserver = keys(Stream.of(events).flatMap(it -> observer.on(it).stream()));

        assertEquals(count, byHolder.size(), byHolder::toString);
        assertEquals(byHolder, byObserver);
    }

    private static KeyPressed pressed(String key, int second) {
        return new KeyPressed(key, Optional.of(OneController.START.plusSeconds(second)));
    }

    private static Set<String> keys(Stream<Command> commands) {
        return notes(commands.toList()).stream().map(Note::key).collect(Collectors.toSet());
    }

    private static List<Note> notes(List<Command> commands) {
        return commands.stream()
                .filter(Command.StoreNote.class::isInstance)
                .map(it -> ((Command.StoreNote) it).note())
                .toList();
    }
}
