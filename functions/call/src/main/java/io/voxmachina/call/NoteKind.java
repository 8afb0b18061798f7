package io.voxmachina.call;

/// What a note tells.
public enum NoteKind {
    /// Nobody was attached; what was said then may be missing: a [Gap].
    GAP,
    /// The lease went from one controller to another: a [Handover].
    HANDOVER,
    /// A task was started for the call: its number.
    LAUNCH,
    /// A task stopped, and why.
    TASK_STOPPED,
    /// The agent wrote something down for the staff.
    MESSAGE,
    /// The caller pressed a key.
    KEY,
    /// Tokens that a reply cost: a [Usage].
    USAGE,
    /// Something went wrong.
    ERROR
}
