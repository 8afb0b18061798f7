package io.voxmachina.local.cli;

/// Why a command could not do what it was asked: one sentence for the user, and what to do about
/// it.
public final class Trouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// With what is said to the user. It has no trace: the program is not at fault.
    public Trouble(String sentence) {
        super(sentence, null, false, false);
    }
}
