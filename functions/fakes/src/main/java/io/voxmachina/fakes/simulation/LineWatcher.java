package io.voxmachina.fakes.simulation;

import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallId;
import io.voxmachina.call.SidebandMessage;

/// Sees what passes between our processes and the simulated OpenAI, at the moment it does.
public interface LineWatcher {
    /// A process writes a message to its socket.
    void sends(SimulatedProcess who, CallId call, String eventId, SidebandMessage message);

    /// A process asks OpenAI to answer a call.
    void accepts(SimulatedProcess who, CallId call);

    /// A process asks OpenAI to end a call.
    void hangsUp(SimulatedProcess who, CallId call);

    /// A process begins to listen to its socket.
    void listens(SimulatedProcess who, CallId call);

    /// A process was shown an event.
    void shown(SimulatedProcess who, CallId call, CallEvent event);

    /// Something happened at OpenAI.
    ///
    /// @param what reads well when printed
    void happened(CallId call, Object what);
}
