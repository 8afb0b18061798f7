package io.voxmachina.openai;

import io.voxmachina.call.CallId;
import io.voxmachina.call.PhoneNumber;
import java.time.Instant;
import java.util.Optional;

/// What OpenAI tells of in a webhook.
public sealed interface WebhookEvent {
    /// A call is ringing. One call may come through both of OpenAI's telephone APIs, under two ids.
    ///
    /// @param api `realtime` or `live`
    /// @param call its id in that API
    /// @param from the caller's number, as the network claims
    /// @param to the number dialled, as the network claims
    /// @param createdAt when OpenAI made the event, which is before the first attempt to deliver it
    record IncomingCall(
            String api,
            CallId call,
            Optional<PhoneNumber> from,
            Optional<PhoneNumber> to,
            Instant createdAt)
            implements WebhookEvent {}

    /// Anything else. It is answered 200, or OpenAI would send it for three days.
    ///
    /// @param type OpenAI's name for it
    record OtherEvent(String type) implements WebhookEvent {}
}
