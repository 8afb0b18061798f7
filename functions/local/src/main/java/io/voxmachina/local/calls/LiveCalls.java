package io.voxmachina.local.calls;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Prints what is said in all calls of a running system, look by look. Where calls take turns, each
/// is named.
final class LiveCalls {
    /// How often a call that is open no more may be missed before it is forgotten.
    private static final int MISSES = 10;

    private final CallsSource calls;
    private final PrintWriter out;
    private final Map<String, Shown> open = new LinkedHashMap<>();
    private String last = "";

    /// A call that is followed.
    private static final class Shown {
        /// What is new in it since the last look.
        private final StringWriter text = new StringWriter();

        private final LiveTranscript transcript;
        private int misses;

        Shown(Instant start) {
            transcript = new LiveTranscript(new PrintWriter(text), start);
        }
    }

    LiveCalls(CallsSource calls, PrintWriter out) {
        this.calls = calls;
        this.out = out;
    }

    void look() {
        var listed = new HashSet<String>();
        if (!tried(() -> list(listed))) return;
        for (var id : open.keySet().toArray(String[]::new)) follow(id, listed);
    }

    private void list(Set<String> listed) {
        var page = calls.list(new CallsQuestion.Open(), CallsSource.PAGE, Optional.empty());
        for (var call : page.path("calls")) {
            listed.add(call.path("callId").asText());
            tried(() -> begin(call));
        }
    }

    private void follow(String id, Set<String> listed) {
        if (tried(() -> show(id, calls.call(id)))) return;
        var shown = open.get(id);
        shown.misses = listed.contains(id) ? 0 : shown.misses + 1;
        if (shown.misses >= MISSES) open.remove(id);
    }

    /// On a busy machine the history may not answer, and no record that it tells badly may hide the
    /// others: the next look tries again.
    private static boolean tried(Runnable step) {
        try {
            step.run();
            return true;
        } catch (RuntimeException _) {
            return false;
        }
    }

    private void begin(JsonNode call) {
        var start = Instant.parse(call.path("startedAt").asText());
        open.computeIfAbsent(call.path("callId").asText(), _ -> new Shown(start));
    }

    private void show(String id, JsonNode call) {
        var shown = open.get(id);
        shown.misses = 0;
        shown.transcript.print(call);
        if (call.path("endedAt").isTextual()) {
            open.remove(id);
            shown.text.append("ended: " + call.path("endReason").asText() + "\n");
        }
        print(id, shown.text.getBuffer());
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
