/// The calls table in DynamoDB: the ports of [io.voxmachina.call] that store something.
///
/// [DynamoCalls] is the door; one class implements each port. All of them write through [Table],
/// which turns what the SDK throws into [io.voxmachina.call.Unavailable].
///
/// A write is one UpdateItem with a condition, so that whoever comes second does nothing. Its
/// answer may get lost; then the SDK sends it again and it meets what it wrote itself. Where the
/// second answer would differ from the first, the write leaves a unique mark in the item (`…Try`)
/// and finds it there.
///
/// Times are text of fixed width, so that they compare as they sort. Attributes that this release
/// does not know are left alone; values that it does not know are read as the nearest thing.
/// [TableDefinition] says how the table is made.
package io.voxmachina.dynamo;
