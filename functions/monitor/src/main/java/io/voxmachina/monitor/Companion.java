package io.voxmachina.monitor;

import io.voxmachina.call.Assignment;
import io.voxmachina.call.CallId;
import io.voxmachina.call.ControllerId;
import io.voxmachina.call.Departure;
import io.voxmachina.call.Platform;
import io.voxmachina.call.Role;
import io.voxmachina.call.run.Controller;
import java.util.Optional;

/// Follows one call to its end.
public final class Companion {
    private final Controller controller;
    private final Platform platform;

    /// @param controller what it has in common with the responder
    public Companion(Controller controller, Platform platform) {
        this.controller = controller;
        this.platform = platform;
    }

    /// Attaches, takes the lease, and stays until the call is over or [#stop] found a successor.
    public Departure follow(CallId call) throws InterruptedException {
        var me = new ControllerId(Role.MONITOR, platform.uniqueName());
        return controller.run(
                new Assignment(call, me, Optional.of(me.name()), Optional.empty(), false, 0));
    }

    /// Finds a successor and goes. May be called from any thread.
    public void stop() throws InterruptedException {
        controller.stop();
    }
}
