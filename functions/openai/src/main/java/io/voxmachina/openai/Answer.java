package io.voxmachina.openai;

import com.openai.core.http.HttpResponse;
import com.openai.errors.OpenAIIoException;
import io.voxmachina.call.Unavailable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;

/// What came of asking OpenAI.
sealed interface Answer {
    /// How much of an error is read, in bytes.
    int ERROR = 64 * 1024;

    /// OpenAI did it.
    record Done() implements Answer {
        @Override
        public String code() {
            return "done";
        }
    }

    /// OpenAI did not do it.
    ///
    /// @param status of HTTP, 400 to 499
    /// @param code OpenAI's code, or one made of the status
    /// @param sure false when an attempt before this one may have done it after all
    record Refused(int status, String code, boolean sure) implements Answer {
        /// Whether OpenAI says that it knows no such call, or no longer: 410 is what HTTP has for
        /// that (https://www.rfc-editor.org/rfc/rfc9110#name-410-gone). Either may also be about a
        /// model.
        boolean noSuchCall() {
            var aboutCall = code.startsWith("call_id_") || code.equals("status_" + status);
            return (status == 404 || status == 410) && aboutCall;
        }

        /// Whether OpenAI did not look at what was asked, for our key or a limit of the moment. A
        /// quota that is used up is not of the moment.
        boolean unheard() {
            return status == 401 || code.equals("rate_limit_exceeded") || code.equals("status_429");
        }

        /// Whether OpenAI says that somebody has decided already. For the Realtime API the code is
        /// not documented.
        boolean decidedBefore() {
            return status == 409 || code.equals("decision_already_made");
        }
    }

    /// OpenAI may have done it.
    record Unknown(String code) implements Answer {}

    /// OpenAI was not asked.
    record NotSent(String code) implements Answer {}

    /// A word for logs and for the record of the call.
    String code();

    /// @param sure false when an attempt before this one may have done it
    static Answer of(HttpResponse response, boolean sure) {
        var status = response.statusCode();
        if (status >= 200 && status < 300) return new Done();

        var code = code(response).flatMap(FailureNames::plain).orElse("status_" + status);
        var refused = status >= 400 && status < 500 && status != 408;
        return refused ? new Refused(status, code, sure) : new Unknown(code);
    }

    /// OpenAI says `{"error":{"code":"…"}}`; what stands between us and OpenAI says anything.
    private static Optional<String> code(HttpResponse response) {
        try {
            var body = OpenAiJson.MAPPER.readTree(response.body().readNBytes(ERROR));
            return Optional.ofNullable(body.path("error").path("code").textValue());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// @param sure false when an attempt before this one may have done it
    static Answer of(RuntimeException e, boolean sure) {
        return switch (e) {
            case Unavailable _ when sure -> new NotSent("no_api_key");
            case Unavailable _ -> new Unknown("no_api_key");
            case OpenAIIoException io when sure && NotConnected.is(io.getCause()) ->
                    new NotSent("not_connected");
            case OpenAIIoException io when io.getCause() instanceof InterruptedIOException ->
                    new Unknown("timeout");
            case OpenAIIoException _ -> new Unknown("io_error");
            default -> new Unknown(FailureNames.of(e));
        };
    }
}
