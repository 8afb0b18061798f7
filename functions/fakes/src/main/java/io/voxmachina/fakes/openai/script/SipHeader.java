package io.voxmachina.fakes.openai.script;

/// One header of the INVITE as the webhook shows it. Declared untrusted by OpenAI.
public record SipHeader(String name, String value) {}
