/// What a phone call is, and the ports through which it meets the world. JDK only.
///
/// A [CallRecord] is the head of a call's record: who rang, which [Lease] says who may act, how it
/// ended. What was said and done in it is its [Timeline]: [Turn]s, tools and notes. A [CallEvent]
/// is anything that can happen to a call, a [Command] anything that can be asked for in answer;
/// read these two first. The ports are what the rest implements: [Calls], [Leases] and
/// [Transcripts] the table, [Sideband] and [CallControl] OpenAI, [Monitors] and [Responders] the
/// programs, [Platform] time, chance and threads, of which [JdkPlatform] is the real one.
///
/// Two rooms stand on this one. In [io.voxmachina.call.state] a call decides: `Call.on` turns an
/// event into commands, and there the way through the code goes on. In [io.voxmachina.call.run] one
/// thread takes the events and does what is commanded.
package io.voxmachina.call;
