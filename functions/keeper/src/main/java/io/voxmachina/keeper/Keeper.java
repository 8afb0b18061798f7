package io.voxmachina.keeper;

import io.voxmachina.call.CallId;
import io.voxmachina.call.Calls;
import io.voxmachina.call.Handover;
import io.voxmachina.call.KeeperPost;
import io.voxmachina.call.Leases;
import io.voxmachina.call.Log;
import io.voxmachina.call.Log.Level;
import io.voxmachina.call.Metric;
import io.voxmachina.call.Note;
import io.voxmachina.call.NoteKind;
import io.voxmachina.call.Platform;
import io.voxmachina.call.Responders;
import io.voxmachina.call.Role;
import io.voxmachina.call.Transcripts;
import io.voxmachina.call.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/// Looks for calls that nobody holds, and wakes a responder for each. Of all keepers that were
/// started, one looks.
public final class Keeper {
    private static final Duration ASK_AGAIN = Duration.ofMillis(500);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    /// Whoever has the post stays until the index shows what was accepted meanwhile.
    private static final Duration STAY = Duration.ofSeconds(15);

    private final Calls calls;
    private final Leases leases;
    private final Transcripts transcripts;
    private final KeeperPost post;
    private final Responders responders;
    private final Platform platform;
    private final Log log;

    /// @param leases for noting why a task stopped, so that another may be started
    /// @param transcripts for telling it on the call's timeline
    public Keeper(
            Calls calls,
            Leases leases,
            Transcripts transcripts,
            KeeperPost post,
            Responders responders,
            Platform platform,
            Log log) {
        this.calls = calls;
        this.leases = leases;
        this.transcripts = transcripts;
        this.post = post;
        this.responders = responders;
        this.platform = platform;
        this.log = log;
    }

    /// Looks again and again until no call is open, somebody else has the post, or the time is
    /// over.
    ///
    /// Whoever comes relieves whoever has the post: the one before may be about to leave, as the
    /// index shows it no call yet. A tick that finds nothing to do leaves everything as it is.
    ///
    /// @param tick whether the schedule started it
    public void watch(Duration time, boolean tick) throws InterruptedException {
        var me = platform.uniqueName();
        var start = platform.now();
        var sweep = new Sweep(calls, responders, platform, log);
        var end = start.plus(time);
        if (tick && isQuiet(counted(sweep.look(end)))) return;
        if (!takes(me, end)) return;
        while (platform.now().isBefore(end) && has(me)) {
            if (isQuiet(sweep.look(end)) && platform.now().isAfter(start.plus(STAY))) return;
            platform.pause(LOOK_EVERY);
        }
    }

    private static boolean isQuiet(OptionalInt open) {
        return open.isPresent() && open.getAsInt() == 0;
    }

    /// A single look. Returns how many calls are open, if that is known.
    OptionalInt look(Duration time) throws InterruptedException {
        return new Sweep(calls, responders, platform, log).look(platform.now().plus(time));
    }

    /// The schedule's looks are a minute apart: they report how many calls are open.
    private OptionalInt counted(OptionalInt open) {
        if (open.orElse(0) > 0) log.measure(Metric.OPEN_CALLS, open.getAsInt());
        return open;
    }

    /// Asks until the table answers: who gave up at once would leave all calls alone for a minute.
    private boolean takes(String me, Instant end) throws InterruptedException {
        while (platform.now().isBefore(end)) {
            try {
                post.take(me);
                return true;
            } catch (Unavailable e) {
                log.warn("post not taken", "error", e);
            }
            platform.pause(ASK_AGAIN);
        }
        return false;
    }

    /// When the table does not tell, it looks: two keepers do no harm, none would.
    private boolean has(String me) {
        try {
            return post.has(me);
        } catch (Unavailable e) {
            return true;
        }
    }

    /// Notes why a task ended, and frees the next launch. May be repeated.
    ///
    /// @param task the task's ARN
    public void taskStopped(CallId call, String task, TaskEnd end) {
        leases.taskStopped(call, task, end.reason());
        var key = "stopped-" + task.substring(task.lastIndexOf('/') + 1);
        transcripts.note(call, new Note(platform.now(), NoteKind.TASK_STOPPED, key, end.reason()));
        log.line(
                end.failed() ? Level.WARN : Level.INFO,
                "task stopped",
                "callId",
                call,
                "code",
                end.code(),
                "why",
                end.error().orElse(null),
                "exit",
                end.exit().orElse(null));
        if (end.failed() && !held(call, end.since()))
            log.measure(Metric.TASKS_NOT_STARTED, 1, "callId", call);
    }

    /// Whether a task has taken the call since then.
    private boolean held(CallId call, Instant since) {
        return transcripts.timeline(call).stream()
                .flatMap(timeline -> timeline.notes().stream())
                .filter(note -> note.kind() == NoteKind.HANDOVER && !note.at().isBefore(since))
                .flatMap(note -> Handover.read(note.text()).stream())
                .anyMatch(handover -> handover.to() == Role.MONITOR);
    }
}
