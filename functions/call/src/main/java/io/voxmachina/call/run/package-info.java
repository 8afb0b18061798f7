/// What runs a call: one thread owns it, and the others only post events.
///
/// Start with [Controller], which the responder and the monitor share: it reads the record, finds
/// the agent and runs a [CallLoop]. The loop takes events from a bounded mailbox, asks
/// [io.voxmachina.call.state.Call] what they make of the call, and gives the commands to the
/// [Performer], who acts on the [Ports] with threads that end with the loop. Of these the [Desk]
/// asks the table one question at a time, and the [Recorder] stores what must not be lost. The
/// [Gauge] watches and reports numbers.
package io.voxmachina.call.run;
