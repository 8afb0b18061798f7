package io.voxmachina.call.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallEvent.KeyPressed;
import io.voxmachina.call.CallEvent.Outcome;
import io.voxmachina.call.CallEvent.ReplyEnded;
import io.voxmachina.call.Command;
import io.voxmachina.call.Greeting;
import io.voxmachina.call.Note;
import io.voxmachina.call.ReplyId;
import io.voxmachina.call.Timeline;
import io.voxmachina.call.Usage;
import java.util.ArrayList;
import java.util.HashMap;
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
    void theNameOfAKeysNoteTellsWhenAndNotWhich() {
        for (var key : List.of("4", "5")) {
            var note = notes(OneController.holding().on(pressed(key, 0)).commands()).getFirst();

            assertEquals("key-2026-11-21T10:00:00Z-0000-001", note.key());
        }
    }

    @Test
    void keysStandInTheOrderInWhichTheyWerePressedWheneverTheyAreTakenFromTheMailbox() {
        var typed = "142957138462";
        var notes = new ArrayList<Note>();
        for (var key : typed.split("")) {
            holder.now = holder.now.plusMillis(30);
            observer.now = observer.now.plusMillis(20);
            var byHolder = notes(holder.on(pressed(key, 0)).commands());

            assertEquals(byHolder, notes(observer.on(pressed(key, 0))));
            notes.addAll(byHolder);
        }

        assertEquals(typed, typed(notes));
    }

    @Test
    void whoAttachesWithinASecondNotesItsKeysToo() {
        var notes = new ArrayList<Note>(notes(holder.on(pressed("1", 0)).commands()));
        observerAttachesAfter(500);
        for (var event : List.of(pressed("4", 0), pressed("2", 0), pressed("7", 1))) {
            var byObserver = notes(observer.on(event));
            assertEquals(1, byObserver.size());
            notes.addAll(byObserver);
            notes.addAll(notes(holder.on(event).commands()));
        }

        assertEquals("1427", typed(notes));
    }

    @Test
    void itsNotesGoOnWhereTheOneBeforeLeft() {
        observerAttachesAfter(437);
        var notes = new ArrayList<Note>(notes(holder.on(pressed("1", 0)).commands()));
        notes.addAll(notes(holder.on(pressed("4", 0)).commands()));
        notes.addAll(notes(observer.on(pressed("4", 0))));
        var last = notes(observer.on(pressed("2", 0)));
        notes.addAll(last);

        assertEquals("142", typed(notes));
        assertEquals("key-2026-11-21T10:00:00Z-0437-002", last.getFirst().key());
    }

    private void observerAttachesAfter(int millis) {
        observer.on(new CallEvent.SidebandLost());
        observer.now = observer.now.plusMillis(millis);
        observer.on(new CallEvent.Attached());
    }

    @Test
    void keysWithoutATimeAreNotedByTheHolderHoweverFastTheyCome() {
        var notes = new ArrayList<Note>();
        for (var key : List.of("4", "2")) {
            var pressed = new KeyPressed(key, Optional.empty());
            assertEquals(List.of(), notes(observer.on(pressed)));
            notes.addAll(notes(holder.on(pressed).commands()));
            holder.now = holder.now.plusNanos(1);
        }

        assertEquals("42", typed(notes));
    }

    @Test
    void whoLeansOnAKeyFillsNoTable() {
        var noted = 0;
        for (int second = 0; second < 2 * Keys.MOST; second++)
            noted += notes(holder.on(pressed("5", second)).commands()).size();

        assertEquals(Keys.MOST, noted);
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

    /// As it is read from the table.
    private static String typed(List<Note> notes) {
        var stored = new HashMap<String, Note>();
        for (var note : notes) stored.putIfAbsent(note.key(), note);
        var record = OneController.record(Optional.empty(), Greeting.NONE);
        return Timeline.of(record, List.of(), List.of(), stored.values()).notes().stream()
                .map(Note::text)
                .collect(Collectors.joining());
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
