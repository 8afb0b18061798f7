package io.voxmachina.call;

/// Log lines and numbers, with typed values. Nothing personal passes: a value is an id, a number, a
/// duration, an enum or a code.
public interface Log {
    /// How much a line matters.
    enum Level {
        /// For looking closely.
        DEBUG,
        /// The course of things.
        INFO,
        /// Handled, but worth a look.
        WARN,
        /// Something was lost or failed.
        ERROR
    }

    /// Writes a line. Some names mean the same in each: `error` is a [Throwable], `why` a code or
    /// an enum, `took` a [java.time.Duration].
    ///
    /// @param what a constant that names the event
    /// @param fields names and values in turn; names are constants
    void line(Level level, String what, Object... fields);

    /// Reports a number.
    ///
    /// @param value so many, or milliseconds
    /// @param fields names and values in turn, among them the one that [Metric#by] names
    default void measure(Metric metric, long value, Object... fields) {}

    /// Writes a line of level INFO.
    default void info(String what, Object... fields) {
        line(Level.INFO, what, fields);
    }

    /// Writes a line of level WARN.
    default void warn(String what, Object... fields) {
        line(Level.WARN, what, fields);
    }

    /// Writes a line of level ERROR.
    default void error(String what, Object... fields) {
        line(Level.ERROR, what, fields);
    }

    /// Writes nothing.
    static Log none() {
        return (_, _, _) -> {};
    }
}
