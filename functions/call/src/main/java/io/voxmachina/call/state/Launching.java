package io.voxmachina.call.state;

import io.voxmachina.call.Command;
import io.voxmachina.call.Launch;
import io.voxmachina.call.Metric;
import io.voxmachina.call.NoteKind;
import java.time.Duration;

/// When a task is started for a call: at once, again when the last one stopped or stays away, three
/// times at most.
final class Launching {
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int MOST_DOUBLINGS = 3;

    private Launching() {}

    static void consider(Draft d) {
        if (!d.assignment.launches() || d.launching || !d.mayAct() || d.mustGo || d.closing())
            return;
        if (d.now.isBefore(d.launchNotBefore)) return;
        var last = d.record.launch();
        var age = Duration.between(last.since(), d.now);
        var gone = last.stopped().isPresent() || age.compareTo(d.terms.launchPatience()) > 0;
        if (last.number() == 0 || gone) {
            if (last.number() < d.terms.launches()) next(d, last);
        } else if (last.task().isEmpty() && age.compareTo(ANSWER) > 0) {
            launch(d, last.number(), true);
        }
    }

    /// Of a task that was refused or has stopped, whoever learned it has told.
    private static void next(Draft d, Launch last) {
        var staysAway = last.task().isPresent() && last.stopped().isEmpty();
        if (staysAway) d.add(new Command.Measure(Metric.TASKS_NOT_STARTED, 1));
        launch(d, last.number() + 1, false);
    }

    /// What was refused is asked for more and more slowly.
    static void ended(Draft d, int number, boolean started) {
        d.launching = false;
        if (started) d.note(NoteKind.LAUNCH, "launch-" + number, String.valueOf(number));
        else slowDown(d);
    }

    private static void slowDown(Draft d) {
        d.launchNotBefore = d.now.plus(ANSWER.multipliedBy(1L << d.refusedLaunches));
        d.refusedLaunches = Math.min(d.refusedLaunches + 1, MOST_DOUBLINGS);
    }

    private static void launch(Draft d, int number, boolean claimed) {
        d.launching = true;
        d.add(new Command.Launch(d.epoch(), number, claimed));
    }
}
