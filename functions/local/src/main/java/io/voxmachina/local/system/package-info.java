/// The whole system on one machine: start with [LocalSystem].
///
/// Production code runs here as it is deployed and learns nothing of where it is. Functions and
/// monitors are processes, the latter [MonitorTasks] that FakeEcs starts and stops; each gets what
/// its template declares, with the values of [LocalEnvironment]. Everything listens on the loopback
/// only, and any program may be killed at any time. [LocalCommand] keeps the system up,
/// [DialCommand] has its scripted OpenAI place a call.
package io.voxmachina.local.system;
