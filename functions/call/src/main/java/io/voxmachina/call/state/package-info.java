/// What one controller knows of its call, and the rules by which it decides.
///
/// Start with [Call#on]: an event and a time go in, a [Step] comes out, the call from now on and
/// the commands to do. There is no clock, socket, thread or chance here, so the same events always
/// make the same call, in the deployed programs and in the simulation.
///
/// An event goes to the rules that it concerns, a file each: [Tenancy] the lease, [Attaching] the
/// sideband, [Talking] the transcript, [Replies], [Tools], [Endings] and so on. They change a
/// [Draft] of the [State]; then [Duties] does what is due. How far a matter has got is a sealed
/// type beside its rules, such as [Tenure] or [Ending]. All of this stays inside: others see what
/// [Call] tells.
package io.voxmachina.call.state;
