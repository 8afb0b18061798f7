package io.voxmachina.fakes.openai.webhook;

import java.time.Instant;
import java.util.Map;

/// One attempt to tell the application of a call: what goes over the wire, ready to be posted.
public record Delivery(String id, Instant timestamp, Map<String, String> headers, String body) {}
