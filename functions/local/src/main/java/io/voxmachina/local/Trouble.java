package io.voxmachina.local;

/// Why a command could not do what it was asked: one sentence for the user, and what to do about
/// it.
final class Trouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Trouble(String sentence) {
        super(sentence, null, false, false);
    }
}
