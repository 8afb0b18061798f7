package io.voxmachina.history;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxmachina.call.CallId;
import io.voxmachina.call.CallSummary;
import io.voxmachina.call.Calls;
import io.voxmachina.call.Page;
import io.voxmachina.call.Timeline;
import io.voxmachina.call.Transcripts;
import io.voxmachina.call.Version;
import java.util.Optional;

/// Answers questions about calls.
///
/// @param calls the records
/// @param transcripts what was said and done
record History(Calls calls, Transcripts transcripts) {
    ObjectNode health() {
        var open = calls.open(CallsQuery.MOST, Optional.empty());
        return JsonNodeFactory.instance
                .objectNode()
                .put("status", "ok")
                .put("version", Version.current())
                .put("openCalls", open.entries().size());
    }

    /// Throws [Refusal] when the cursor is none of ours.
    ObjectNode list(CallsQuery query) {
        var page = page(query);
        var answer = JsonNodeFactory.instance.objectNode();
        var entries = answer.putArray("calls");
        page.entries().forEach(call -> entries.add(CallJson.summary(call)));
        if (query instanceof CallsQuery.Open) answer.put("count", page.entries().size());
        page.next().ifPresentOrElse(next -> answer.put("next", next), () -> answer.putNull("next"));
        return answer;
    }

    private Page<CallSummary> page(CallsQuery query) {
        try {
            return switch (query) {
                case CallsQuery.ByDay(var day, var limit, var cursor) ->
                        calls.byDay(day, limit, cursor);
                case CallsQuery.ByCaller(var caller, var limit, var cursor) ->
                        calls.byCaller(caller, limit, cursor);
                case CallsQuery.Open(var limit, var cursor) -> calls.open(limit, cursor);
            };
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "bad_cursor", "cursor is not one that this list gave.");
        }
    }

    /// The call with its timeline. Throws [Refusal] when there is none.
    ObjectNode call(CallId id) {
        return CallJson.whole(timeline(id));
    }

    /// What was said. Throws [Refusal] when there is no such call.
    ObjectNode transcript(CallId id) {
        return CallJson.transcript(timeline(id));
    }

    /// The same for reading. Throws [Refusal] when there is no such call.
    String transcriptText(CallId id) {
        return TranscriptText.of(timeline(id));
    }

    private Timeline timeline(CallId id) {
        return transcripts
                .timeline(id)
                .orElseThrow(
                        () -> new Refusal(404, "no_such_call", "There is no call of that id."));
    }
}
