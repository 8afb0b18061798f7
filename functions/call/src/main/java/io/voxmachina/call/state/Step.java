package io.voxmachina.call.state;

import io.voxmachina.call.Command;
import java.util.List;

/// What an event makes of a call, and what is to be done about it.
///
/// @param next the call from now on
/// @param commands in order
public record Step(Call next, List<Command> commands) {}
