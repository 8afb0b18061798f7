package io.voxmachina.call;

/// How complete a turn is. A higher rank replaces a lower one, never the other way round. What
/// becomes of the text, [Turn#onto] tells.
public enum TurnState {
    /// Still being spoken or transcribed.
    PARTIAL(0),
    /// The agent was interrupted, or broke off; the text may run past what was heard.
    INTERRUPTED(1),
    /// Transcription failed; the text is what there is, often nothing.
    FAILED(1),
    /// Complete.
    FINAL(2);

    private final int rank;

    TurnState(int rank) {
        this.rank = rank;
    }

    /// 0 to 2.
    public int rank() {
        return rank;
    }
}
