package io.voxmachina.call;

import java.time.Instant;
import java.util.Optional;

/// What is known of a call when its webhook arrives.
///
/// @param id the call
/// @param api which of OpenAI's telephone APIs it came through, for example `realtime`
/// @param agent who answers it, pinned from here on
/// @param from what the network claims to be the caller's number
/// @param to what the network claims to be the number dialled
/// @param startedAt when the webhook reached us
public record NewCall(
        CallId id,
        String api,
        AgentRef agent,
        Optional<PhoneNumber> from,
        Optional<PhoneNumber> to,
        Instant startedAt) {}
