package io.voxmachina.local.check;

/// What `vox doctor` or `vox smoke` found out about one thing.
///
/// @param what the thing
/// @param sentence how it is; when something is wrong, also what to do
record Finding(Level level, String what, String sentence) {
    /// How much it matters.
    enum Level {
        /// As it should be.
        GOOD,
        /// Worth knowing; some of what is optional will not work.
        ADVICE,
        /// Nothing, or nothing asked for, will work.
        WRONG
    }

    static Finding good(String what, String sentence) {
        return new Finding(Level.GOOD, what, sentence);
    }

    static Finding advice(String what, String sentence) {
        return new Finding(Level.ADVICE, what, sentence);
    }

    static Finding wrong(String what, String sentence) {
        return new Finding(Level.WRONG, what, sentence);
    }
}
