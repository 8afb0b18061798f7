package io.voxmachina.call;

/// Something outside did not answer as it should: table, OpenAI, AWS. What was asked may or may not
/// have been done.
public final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param tried what was tried and on what id; nothing personal
    /// @param cause what came back
    public Unavailable(String tried, Throwable cause) {
        super(tried, cause);
    }

    /// @param tried what was tried and on what id; nothing personal
    public Unavailable(String tried) {
        super(tried);
    }
}
