package io.voxmachina.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Prints what is said in all calls of a running system, look by look. Where calls take turns, each
/// is named.
final class LiveCalls {
    private final CallsSource calls;
    private final PrintWriter out;
    private final Map<String, Shown> open = new LinkedHashMap<>();
    private String last = "";

    /// @param text what is new in it since the last look
    private record Shown(LiveTranscript transcript, StringWriter text) {
        static Shown since(Instant start) {
            var text = new StringWriter();
            return new Shown(new LiveTranscript(new PrintWriter(text), start), text);
        }
    }

    LiveCalls(CallsSource calls, PrintWriter out) {
        this.calls = calls;
        this.out = out;
    }

    void look() {
        var question = new CallsQuestion.Open();
        var page = asked(() -> calls.list(question, CallsSource.PAGE, Optional.empty()));
        page.path("calls").forEach(this::begin);
        for (var id : open.keySet().toArray(String[]::new)) show(id, asked(() -> calls.call(id)));
    }

    /// On a busy machine the history may not answer: then the next look shows it.
    private static JsonNode asked(Supplier<JsonNode> question) {
        try {
            return question.get();
        } catch (Trouble _) {
            return MissingNode.getInstance();
        }
    }

    private void begin(JsonNode call) {
        var start = Instant.parse(call.path("startedAt").asText());
        open.computeIfAbsent(call.path("callId").asText(), _ -> Shown.since(start));
    }

    private void show(String id, JsonNode call) {
        var shown = open.get(id);
        shown.transcript().print(call);
        if (call.path("endedAt").isTextual()) {
            open.remove(id);
            shown.text().append("ended: " + call.path("endReason").asText() + "\n");
        }
        print(id, shown.text().getBuffer());
    }

    private void print(String id, StringBuffer text) {
        if (text.isEmpty()) return;
        if (!id.equals(last)) out.println(id);
        last = id;
        out.print(text);
        out.flush();
        text.setLength(0);
    }
}
