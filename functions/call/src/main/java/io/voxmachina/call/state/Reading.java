package io.voxmachina.call.state;

/// How far a controller has got with reading what those before it stored.
enum Reading {
    /// It is to be read.
    UNREAD,
    /// The table was asked.
    ASKED,
    /// It is known, or there is nothing to know.
    KNOWN
}
