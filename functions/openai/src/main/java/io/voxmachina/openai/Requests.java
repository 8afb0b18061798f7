package io.voxmachina.openai;

import com.openai.core.RequestOptions;
import com.openai.core.Timeout;
import com.openai.core.http.Headers;
import io.voxmachina.call.CallId;
import io.voxmachina.call.Log;
import io.voxmachina.call.Log.Level;
import io.voxmachina.call.Platform;
import io.voxmachina.openai.Answer.Done;
import io.voxmachina.openai.Answer.NotSent;
import io.voxmachina.openai.Answer.Refused;
import io.voxmachina.openai.Answer.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Asks OpenAI something about a call, a few times if need be, within a time. The only place that
/// tries again; the SDK's own retries are off.
final class Requests {
    private static final Duration LONGEST = Duration.ofSeconds(4);

    /// What an attempt gets while another may follow, so that one lost packet does not cost all the
    /// time.
    private static final Duration ATTEMPT = Duration.ofMillis(1_800);

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(150);

    private final CallEndpoint endpoint;
    private final Platform platform;
    private final Log log;

    Requests(CallEndpoint endpoint, Platform platform, Log log) {
        this.endpoint = endpoint;
        this.platform = platform;
        this.log = log;
    }

    /// What is asked.
    ///
    /// @param verb what is to be done to the call, as the API's path has it
    /// @param body what is said about it
    /// @param attempts how often at most
    /// @param awaitsCall whether a call that OpenAI does not know at first is asked for once more
    record Request(
            String verb, CallId call, Optional<JsonBody> body, int attempts, boolean awaitsCall) {}

    /// Nothing is sent after `notAfter`, nor after four seconds.
    Answer ask(Request request, Instant notAfter) {
        var end = earlier(notAfter, platform.now().plus(LONGEST));
        Answer answer = new NotSent("too_late");
        var sure = true;
        for (var attempt = 1; ; attempt++) {
            var left = Duration.between(platform.now(), end);
            if (left.toMillis() < 1) return answer;

            var time = attempt < request.attempts() ? shorter(left, ATTEMPT) : left;
            answer = once(request, attempt, time, sure);
            sure = sure && !(answer instanceof Unknown);
            if (!again(request, answer, attempt) || !pause(attempt, end)) return answer;
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private boolean again(Request request, Answer answer, int attempt) {
        if (attempt >= request.attempts()) return false;
        return switch (answer) {
            case Done() -> false;
            case Refused(var status, _, _) when status == 404 ->
                    request.awaitsCall() && attempt == 1;
            case Refused(var status, _, _) when status == 401 -> endpoint.clients().keyChanged();
            case Refused(var status, _, _) -> status == 429;
            case Unknown _, NotSent _ -> true;
        };
    }

    /// False when there is no time for another attempt.
    private boolean pause(int attempt, Instant end) {
        var pause = FIRST_PAUSE.multipliedBy(attempt);
        if (!platform.now().plus(pause).isBefore(end)) return false;
        try {
            platform.pause(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Answer once(Request request, int attempt, Duration time, boolean sure) {
        var start = platform.now();
        try (var response =
                endpoint.post(request.call(), request.verb(), request.body(), within(time))) {
            var answer = Answer.of(response, sure);
            tell(request, attempt, start, answer, response.headers());
            return answer;
        } catch (RuntimeException e) {
            var answer = Answer.of(e, sure);
            tell(request, attempt, start, answer, Headers.builder().build());
            return answer;
        }
    }

    private static RequestOptions within(Duration time) {
        var timeout = Timeout.builder().connect(connecting(time)).request(time).build();
        return RequestOptions.builder().timeout(timeout).build();
    }

    /// Less than the whole: where no connection comes about, it is known that nothing was sent.
    private static Duration connecting(Duration time) {
        return shorter(time.multipliedBy(3).dividedBy(4), CONNECT);
    }

    private void tell(Request request, int attempt, Instant start, Answer answer, Headers headers) {
        log.line(
                answer instanceof Done ? Level.INFO : Level.WARN,
                "openai asked",
                "request",
                request.verb(),
                "callId",
                request.call(),
                "attempt",
                attempt,
                "outcome",
                answer.code(),
                "took",
                Duration.between(start, platform.now()),
                "requestId",
                requestId(headers));
    }

    /// OpenAI's support asks for it.
    private static String requestId(Headers headers) {
        return headers.values("x-request-id").stream()
                .findFirst()
                .flatMap(FailureNames::plain)
                .orElse("none");
    }
}
