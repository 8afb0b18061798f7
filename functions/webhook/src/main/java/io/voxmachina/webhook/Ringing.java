package io.voxmachina.webhook;

import io.voxmachina.call.CallId;
import io.voxmachina.call.PhoneNumber;
import java.time.Instant;
import java.util.Optional;

/// A call that OpenAI offers us, by a webhook whose signature was right.
///
/// @param id the call
/// @param api which of OpenAI's telephone APIs offers it
/// @param from what the network claims to be the caller's number
/// @param to what the network claims to be the number dialled
/// @param since when OpenAI raised the event
public record Ringing(
        CallId id,
        String api,
        Optional<PhoneNumber> from,
        Optional<PhoneNumber> to,
        Instant since) {}
