package io.voxmachina.fakes.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/// An event that a sideband sent us.
public record ClientEvent(Instant at, int sideband, String type, JsonNode json) {}
