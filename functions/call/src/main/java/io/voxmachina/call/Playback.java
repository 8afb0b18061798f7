package io.voxmachina.call;

/// Whether the caller is hearing the agent. OpenAI tells when that begins and ends, and only those
/// who are attached then.
enum Playback {
    /// Nothing is to be heard.
    SILENT,
    /// A reply is.
    PLAYING,
    /// It may have begun before we attached.
    UNKNOWN
}
