package io.voxmachina.call;

import java.time.Instant;

/// Anything on a call's timeline that is neither speech nor a tool call.
///
/// @param at when
/// @param kind what it is
/// @param key makes the note unique in its call, so that writing it twice stores it once
/// @param text details; personal for [NoteKind#MESSAGE] and [NoteKind#KEY]
public record Note(Instant at, NoteKind kind, String key, String text) {
    @Override
    public String toString() {
        return "Note[" + kind + ", " + key + "]";
    }
}
