package io.voxmachina.call;

import java.util.Optional;
import java.util.stream.Stream;

/// Between whom a lease went: the text of a [NoteKind#HANDOVER].
///
/// @param from the role of who held the call before
/// @param to the role of who holds it now
public record Handover(Role from, Role to) {
    /// Reads what [#text] has written; empty when it is anything else.
    public static Optional<Handover> read(String text) {
        return Stream.of(Role.values())
                .flatMap(from -> Stream.of(Role.values()).map(to -> new Handover(from, to)))
                .filter(it -> it.text().equals(text))
                .findFirst();
    }

    /// For people, and for [#read]: it stands in the notes of every release.
    public String text() {
        return from.word() + " to " + to.word();
    }
}
