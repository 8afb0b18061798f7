/// The program that sees to it that no call is left alone. A schedule starts it each minute, the
/// webhook when it wakes a responder, and ECS when a task stops ([KeeperEvent]). As long as calls
/// are open, [Keeper] looks at them every two seconds and wakes a responder for each that nobody
/// holds.
///
/// It never holds a call itself, and never talks to OpenAI.
package io.voxmachina.keeper;
