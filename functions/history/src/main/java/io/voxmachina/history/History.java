package io.voxmachina.history;

import io.voxmachina.call.CallFacts;
import io.voxmachina.call.CallId;
import io.voxmachina.call.CallSummary;
import io.voxmachina.call.Calls;
import io.voxmachina.call.Page;
import io.voxmachina.call.Timeline;
import io.voxmachina.call.TranscriptText;
import io.voxmachina.call.Transcripts;
import io.voxmachina.call.Version;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Answers questions about calls.
///
/// @param calls the records
/// @param transcripts what was said and done
record History(Calls calls, Transcripts transcripts) {
    Map<String, Object> health() {
        var open = calls.open(CallsQuery.MOST, Optional.empty());
        var answer = new LinkedHashMap<String, Object>();
        answer.put("status", "ok");
        answer.put("version", Version.current());
        answer.put("openCalls", open.entries().size());
        return answer;
    }

    /// Throws [Refusal] when the cursor is none of ours.
    Map<String, Object> list(CallsQuery query) {
        var page = page(query);
        var answer = new LinkedHashMap<String, Object>();
        answer.put("calls", page.entries().stream().map(CallFacts::summary).toList());
        if (query instanceof CallsQuery.Open) answer.put("count", page.entries().size());
        answer.put("next", page.next().orElse(null));
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
    Map<String, Object> call(CallId id) {
        return CallFacts.whole(timeline(id));
    }

    /// What was said. Throws [Refusal] when there is no such call.
    Map<String, Object> transcript(CallId id) {
        return CallFacts.transcript(timeline(id));
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
