package io.voxmachina.openai;

import io.voxmachina.call.CallEvent;
import io.voxmachina.call.CallEvent.Outcome;
import io.voxmachina.call.CallEvent.ReplyEnded;
import io.voxmachina.call.CallEvent.ReplyStarted;
import io.voxmachina.call.ReplyId;
import io.voxmachina.call.SidebandMessage.Purpose;
import io.voxmachina.call.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The agent's answers, as OpenAI writes them: its `response`.
final class RealtimeReplies {
    private RealtimeReplies() {}

    static ReplyStarted started(Wire response) {
        var purpose = response.at("metadata").maybe(RealtimeMessages.PURPOSE, Purpose::valueOf);
        return new ReplyStarted(id(response), purpose);
    }

    /// The tools first: whoever hears that the answer has ended knows then what it asked for.
    static List<? extends CallEvent> ended(Wire response) {
        var events = new ArrayList<CallEvent>();
        for (var item : response.list("output"))
            RealtimeItems.toolAsked(item).ifPresent(events::add);
        events.add(new ReplyEnded(id(response), outcome(response), usage(response)));
        return events;
    }

    /// `incomplete` (too many words, or a filter) leaves the caller in silence as `failed` does.
    private static Outcome outcome(Wire response) {
        var status = response.text("status").orElse("no status");
        return switch (status) {
            case "completed" -> new Outcome.Complete();
            case "cancelled" -> new Outcome.Interrupted();
            default -> new Outcome.Failed(reason(response.at("status_details")).orElse(status));
        };
    }

    private static Optional<String> reason(Wire details) {
        var error = details.at("error");
        return error.text("code").or(() -> error.text("type")).or(() -> details.text("reason"));
    }

    private static ReplyId id(Wire response) {
        return response.id("id", ReplyId::new);
    }

    private static Optional<Usage> usage(Wire response) {
        var usage = response.at("usage");
        if (usage.json().asObject().isEmpty()) return Optional.empty();
        var input = usage.at("input_token_details");
        return Optional.of(
                new Usage(
                        usage.number("input_tokens"),
                        usage.number("output_tokens"),
                        input.number("cached_tokens"),
                        input.number("audio_tokens"),
                        usage.at("output_token_details").number("audio_tokens")));
    }
}
