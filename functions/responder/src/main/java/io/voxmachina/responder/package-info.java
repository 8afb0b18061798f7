/// Attaches within a second, greets, and holds the call until the monitor does.
package io.voxmachina.responder;
