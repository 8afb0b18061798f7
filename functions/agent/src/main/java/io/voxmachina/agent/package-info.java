/// The agent document: JSON in, a checked [io.voxmachina.call.Agent] out.
///
/// [AgentJson] reads a document and tells all its faults at once; `agent.schema.json` beside it
/// says the same to editors. [BuiltIns] are the tools a document may name, and [BuiltInTools] runs
/// them. [Bundled] is the document that answers when nobody has written another.
package io.voxmachina.agent;
