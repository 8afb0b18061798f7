package io.voxmachina.openai;

import com.openai.models.realtime.calls.CallReferParams;
import com.openai.models.realtime.calls.CallRejectParams;
import io.voxmachina.call.Agent;
import io.voxmachina.call.CallControl;
import io.voxmachina.call.CallControl.Acceptance.Accepted;
import io.voxmachina.call.CallControl.Acceptance.Gone;
import io.voxmachina.call.CallControl.Acceptance.NotAsked;
import io.voxmachina.call.CallControl.Acceptance.Refused;
import io.voxmachina.call.CallControl.Acceptance.Unsure;
import io.voxmachina.call.CallId;
import io.voxmachina.call.Log;
import io.voxmachina.call.Platform;
import io.voxmachina.openai.Requests.Request;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/// Calls of OpenAI's Realtime API: answered, refused, transferred, ended.
///
/// Each is asked for within four seconds at most, also when there would be more time: a caller
/// waits.
public final class OpenAiCalls implements CallControl {
    private static final int ATTEMPTS = 3;
    private static final Pattern TARGET = Pattern.compile("(?:tel|sips?):[!-~]{1,250}");

    private final Requests requests;
    private final Log log;
    private volatile Fit fit;

    /// An agent without complaints, and what OpenAI is told about it.
    private record Fit(Agent agent, JsonBody body) {}

    /// @param clients the connection to OpenAI
    public OpenAiCalls(OpenAiClients clients, Platform platform, Log log) {
        this.requests = new Requests(new CallEndpoint(clients), platform, log);
        this.log = log;
    }

    /// What came of asking OpenAI to transfer a call. Whether the carrier does it, nobody tells us.
    public enum Referral {
        /// OpenAI passed it on to the carrier.
        HANDED_ON,
        /// The call is over.
        WAS_OVER,
        /// It was not done: OpenAI refused, the target is not an address, or the time had passed.
        REFUSED,
        /// Not known; asking again might transfer twice.
        UNSURE
    }

    @Override
    public Acceptance accept(CallId call, Agent agent, Instant notAfter) {
        var body = body(agent, call);
        if (body.isEmpty()) return new Refused("agent_unfit");
        return acceptance(
                requests.ask(new Request("accept", call, body, ATTEMPTS, true), notAfter));
    }

    /// Looks at an agent once: most calls have the same one. Empty when it is not fit.
    private Optional<JsonBody> body(Agent agent, CallId call) {
        var known = fit;
        if (known != null && known.agent().equals(agent)) return Optional.of(known.body());
        var complaints = AcceptBody.check(agent);
        if (complaints.isEmpty()) {
            var body = JsonBody.of(AcceptBody.of(agent));
            fit = new Fit(agent, body);
            return Optional.of(body);
        }
        log.error("agent unfit", "callId", call, "complaints", complaints.size());
        return Optional.empty();
    }

    private static Acceptance acceptance(Answer answer) {
        return switch (answer) {
            case Answer.Done() -> new Accepted();
            case Answer.Refused refused when !refused.sure() || refused.decidedBefore() ->
                    new Unsure(refused.code());
            case Answer.Refused refused when refused.noSuchCall() -> new Gone();
            case Answer.Refused refused when refused.unheard() -> new NotAsked(refused.code());
            case Answer.Refused refused -> new Refused(refused.code());
            case Answer.Unknown(var code) -> new Unsure(code);
            case Answer.NotSent(var code) -> new NotAsked(code);
        };
    }

    @Override
    public void reject(CallId call, int sipStatus, Instant notAfter) {
        var body = CallRejectParams.Body.builder().statusCode((long) sipStatus).build();
        requests.ask(
                new Request("reject", call, Optional.of(JsonBody.of(body)), ATTEMPTS, false),
                notAfter);
    }

    @Override
    public HangUp hangUp(CallId call, Instant notAfter) {
        var request = new Request("hangup", call, Optional.empty(), ATTEMPTS, false);
        return switch (requests.ask(request, notAfter)) {
            case Answer.Done() -> HangUp.DONE;
            case Answer.Refused refused when refused.noSuchCall() -> HangUp.WAS_OVER;
            case Answer.Refused _, Answer.Unknown _, Answer.NotSent _ -> HangUp.FAILED;
        };
    }

    /// Transfers the call, by SIP REFER. Asked for once: a second REFER might transfer twice. No
    /// tool of an agent uses it yet.
    ///
    /// @param targetUri `tel:` or `sip:`
    public Referral refer(CallId call, String targetUri, Instant notAfter) {
        if (!TARGET.matcher(targetUri).matches()) return Referral.REFUSED;

        var body = CallReferParams.Body.builder().targetUri(targetUri).build();
        var request = new Request("refer", call, Optional.of(JsonBody.of(body)), 1, false);
        return switch (requests.ask(request, notAfter)) {
            case Answer.Done() -> Referral.HANDED_ON;
            case Answer.Refused refused when refused.noSuchCall() -> Referral.WAS_OVER;
            case Answer.Refused _, Answer.NotSent _ -> Referral.REFUSED;
            case Answer.Unknown _ -> Referral.UNSURE;
        };
    }
}
