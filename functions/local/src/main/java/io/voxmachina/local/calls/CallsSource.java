package io.voxmachina.local.calls;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxmachina.local.cli.Trouble;
import java.util.Optional;

/// Where calls are read from. Every answer has the HTTP API's fields; every method throws [Trouble]
/// when there is none.
sealed interface CallsSource extends AutoCloseable permits HttpCalls, TableCalls {
    /// The most that one page holds.
    int PAGE = 100;

    /// A page of calls, newest first.
    ///
    /// @param limit 1 to [#PAGE]
    /// @param cursor the `next` of the page before
    JsonNode list(CallsQuestion question, int limit, Optional<String> cursor);

    /// A call with its timeline.
    JsonNode call(String callId);

    /// What was said in a call.
    JsonNode transcript(String callId);

    /// The same for reading.
    String transcriptText(String callId);

    @Override
    void close();

    static Trouble noSuchCall(String callId, String place) {
        return new Trouble("There is no call " + callId + " in " + place + ".");
    }
}
