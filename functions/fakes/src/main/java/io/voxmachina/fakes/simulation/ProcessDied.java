package io.voxmachina.fakes.simulation;

/// Ends every thread of a simulated process that was killed. An error, so that no program catches
/// it.
public final class ProcessDied extends Error {
    private static final long serialVersionUID = 1L;

    ProcessDied() {
        super("the simulated process was killed", null, false, false);
    }
}
