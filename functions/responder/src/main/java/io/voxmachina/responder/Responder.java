package io.voxmachina.responder;

import io.voxmachina.call.Assignment;
import io.voxmachina.call.Assignment.Shift;
import io.voxmachina.call.ControllerId;
import io.voxmachina.call.Departure;
import io.voxmachina.call.Log;
import io.voxmachina.call.Platform;
import io.voxmachina.call.Responders.Wake;
import io.voxmachina.call.Role;
import io.voxmachina.call.run.Controller;
import java.time.Duration;
import java.util.Optional;

/// Holds a call for as long as a Lambda function may run: attaches, greets, starts the task, and
/// hands over to the task or to another responder.
public final class Responder {
    /// More than an hour's call needs, and an end to any circle.
    private static final int MOST_HOPS = 400;

    private static final Duration LEAST_TO_FIND_SUCCESSOR = Duration.ofSeconds(5);
    private static final Duration LEAST_TO_LEAVE = Duration.ofMillis(1500);

    private final Controller controller;
    private final boolean launches;
    private final Platform platform;
    private final Log log;

    /// @param launches whether this deployment has tasks to start
    public Responder(Controller controller, boolean launches, Platform platform, Log log) {
        this.controller = controller;
        this.launches = launches;
        this.platform = platform;
        this.log = log;
    }

    /// Works on a call until it leaves it, or its time is over.
    ///
    /// @param time how long this program may run from now on
    public Departure respond(Wake wake, Duration time) throws InterruptedException {
        if (wake.hop() > MOST_HOPS) {
            log.warn("too many hops", "callId", wake.call(), "hop", wake.hop());
            return Departure.NOT_NEEDED;
        }
        var me = new ControllerId(Role.RESPONDER, platform.uniqueName());
        return controller.run(
                new Assignment(
                        wake.call(),
                        me,
                        wake.name(),
                        Optional.of(shift(time)),
                        launches,
                        wake.hop()));
    }

    /// Of Lambda's 15 minutes: looks for a successor from minute 13, is gone by minute 14. A
    /// shorter time is cut alike, but never so short that no successor could start.
    private Shift shift(Duration time) {
        var now = platform.now();
        var toFind = longer(time.multipliedBy(2).dividedBy(15), LEAST_TO_FIND_SUCCESSOR);
        var toLeave = longer(time.dividedBy(15), LEAST_TO_LEAVE);
        return new Shift(now.plus(time).minus(toFind), now.plus(time).minus(toLeave));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
