/// The program that takes a call first. The webhook wakes it before the call is accepted, the
/// keeper when nobody holds a call, and a responder whose time runs out wakes the next one. It
/// attaches within a second, greets, starts the task, and holds the call until the monitor does.
///
/// Lambda ends it after at most 15 minutes, so it never takes a call for itself: when no task
/// comes, it passes the call on in time.
package io.voxmachina.responder;
