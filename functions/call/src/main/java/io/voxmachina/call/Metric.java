package io.voxmachina.call;

import java.util.Optional;

/// Every number that is reported of calls: its name, its unit and, for some, the field by which it
/// is also told apart. Alarms and the dashboard read these names (`infra/operations.yaml`).
public enum Metric {
    /// A call's record was closed. Told apart by how the call ended.
    CALLS("Calls", Unit.COUNT, "outcome"),
    /// From OpenAI's event, whose time is in whole seconds, to the answer to our accept.
    RING_TO_ACCEPT("RingToAccept", Unit.MILLISECONDS),
    /// From the accept until the caller begins to hear the agent.
    ACCEPT_TO_FIRST_WORD("AcceptToFirstWord", Unit.MILLISECONDS),
    /// From when OpenAI sees that the caller has stopped until the caller begins to hear the agent.
    SPEECH_TO_ANSWER("SpeechToAnswer", Unit.MILLISECONDS),
    /// From the accept until the task is attached.
    ACCEPT_TO_TASK("AcceptToTask", Unit.MILLISECONDS),
    /// Nobody was attached for so long.
    GAPS("Gaps", Unit.MILLISECONDS),
    /// A controller attached again after it lost its socket.
    REATTACHES("Reattaches", Unit.COUNT),
    /// Something that was said or done could not be stored.
    LOST_WRITES("LostWrites", Unit.COUNT),
    /// A task was not started.
    TASKS_NOT_STARTED("TasksNotStarted", Unit.COUNT),
    /// The webhook refused a request. Told apart by the code that it answered.
    REFUSALS("Refusals", Unit.COUNT, "code"),
    /// So many calls are open; the keeper tells it once a minute while there are any.
    OPEN_CALLS("OpenCalls", Unit.COUNT),
    /// The keeper found a call that nobody held.
    UNHELD_CALLS("UnheldCalls", Unit.COUNT),
    /// The keeper found a call whose record it could not read.
    UNREADABLE_CALLS("UnreadableCalls", Unit.COUNT);

    /// What a number counts.
    public enum Unit {
        /// Things.
        COUNT,
        /// Time.
        MILLISECONDS
    }

    private final String title;
    private final Unit unit;
    private final Optional<String> by;

    Metric(String title, Unit unit) {
        this(title, unit, Optional.empty());
    }

    Metric(String title, Unit unit, String by) {
        this(title, unit, Optional.of(by));
    }

    Metric(String title, Unit unit, Optional<String> by) {
        this.title = title;
        this.unit = unit;
        this.by = by;
    }

    /// The name that it is reported under.
    public String title() {
        return title;
    }

    /// What it counts.
    public Unit unit() {
        return unit;
    }

    /// The field that tells its numbers apart, of few values.
    public Optional<String> by() {
        return by;
    }
}
