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
import io.voxmachina.call.Role;
import io.voxmachina.call.Usage;
import java.util.ArrayList;
import java.util.Comparator;
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
    void whoAttachedWithinASecondLeavesItsKeysToWhoListenedBefore() {
        var byHolder = new ArrayList<Note>(notes(holder.on(pressed("1", 0)).commands()));
        var notes = new ArrayList<Note>();
        observer.on(new CallEvent.SidebandLost());
        observer.now = observer.now.plusMillis(500);
        observer.on(new CallEvent.Attached());
        for (var event : List.of(pressed("4", 0), pressed("2", 0), pressed("7", 1))) {
            notes.addAll(notes(observer.on(event)));
            byHolder.addAll(notes(holder.on(event).commands()));
        }
        notes.addAll(byHolder);

        assertEquals("1427", typed(notes));
    }

    @Test
    void whoTookTheCallOverLeavesThemTooAsLongAsTheOneBeforeMayListen() {
        observer.takesOver();
        assertEquals(List.of(), notes(observer.on(pressed("4", -1))));

        observer.on(new CallEvent.SidebandLost());
        observer.now = observer.now.plusMillis(20_437);
        observer.on(new CallEvent.Attached());
        var note = notes(observer.on(pressed("2", 20))).getFirst();
        assertEquals("key-2026-11-21T10:00:20Z-0437-001", note.key());
    }

    @Test
    void whoTakesOverFromOneWhoNeverListenedNotesEveryKey() {
        var unanswered = OneController.record(Optional.empty(), new Greeting(1, true));
        var one = new OneController();
        one.begin(Role.MONITOR, unanswered);
        one.acquires(unanswered, OneController.lease(1));
        one.on(new CallEvent.Attached());

        var notes = notes(one.on(pressed("4", -1)).commands());
        assertEquals("4", typed(notes));
    }

    @Test
    void theFirstWhoEverListensNotesEveryKey() {
        assertEquals("4", typed(notes(holder.on(pressed("4", -1)).commands())));
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
        return stored.values().stream()
                .sorted(Comparator.comparing(Note::at).thenComparing(Note::key))
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
