package io.voxmachina.aws;

/// What a [Stage] answers to one request.
///
/// @param status of HTTP
/// @param json the body; for a socket, the messages that are sent, one a line
record StageAnswer(int status, String json) {}
