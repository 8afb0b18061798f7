package io.voxmachina.call;

import java.util.List;

/// All that is stored of one call.
///
/// @param record its head
/// @param turns in spoken order
/// @param tools in the order they were asked for
/// @param notes by time
public record Timeline(
        CallRecord record, List<Turn> turns, List<ToolRecord> tools, List<Note> notes) {}
