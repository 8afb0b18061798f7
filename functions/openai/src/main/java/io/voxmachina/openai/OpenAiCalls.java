package io.voxmachina.openai;

import com.openai.core.RequestOptions;
import com.openai.core.http.HttpResponse;
import com.openai.models.realtime.calls.CallAcceptParams;
import com.openai.models.realtime.calls.CallReferParams;
import com.openai.models.realtime.calls.CallRejectParams;
import com.openai.services.blocking.realtime.CallService;
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
import java.util.regex.Pattern;

/// Calls of OpenAI's Realtime API: answered, refused, transferred, ended.
///
/// Each is asked for within four seconds at most, also when there would be more time: a caller
/// waits.
public final class OpenAiCalls implements CallControl {
    private static final int ATTEMPTS = 3;
    private static final Pattern TARGET = Pattern.compile("(?:tel|sips?):[!-~]{1,250}");

    private final OpenAiClients clients;
    private final Requests requests;
    private final Log log;
    private volatile Agent fit;

    /// @param clients the connection to OpenAI
    public OpenAiCalls(OpenAiClients clients, Platform platform, Log log) {
        this.clients = clients;
        this.requests = new Requests(platform, log);
        this.log = log;
    }

    /// What came of transferring a call. Even then the carrier may not do it, and nobody tells us.
    public enum Referral {
        /// OpenAI handed the wish on.
        HANDED_ON,
        /// The call is over.
        WAS_OVER,
        /// It was not done: OpenAI refused, the target is none, or the time had passed.
        REFUSED,
        /// Not known; asking again might transfer twice.
        UNSURE
    }

    @Override
    public Acceptance accept(CallId call, Agent agent, Instant notAfter) {
        if (!isFit(agent, call)) return new Refused("agent_unfit");
        var params =
                CallAcceptParams.builder()
                        .callId(call.value())
                        .realtimeSessionCreateRequest(AcceptBody.of(agent))
                        .build();
        var request =
                new Request(
                        "accept", call, ATTEMPTS, true, options -> calls().accept(params, options));
        return acceptance(requests.ask(request, notAfter));
    }

    /// Looks at an agent once: most calls have the same one.
    private boolean isFit(Agent agent, CallId call) {
        if (agent.equals(fit)) return true;
        var complaints = AcceptBody.check(agent);
        if (complaints.isEmpty()) {
            fit = agent;
            return true;
        }
        log.line(Log.Level.ERROR, "agent unfit", "callId", call, "complaints", complaints.size());
        return false;
    }

    private static Acceptance acceptance(Answer answer) {
        return switch (answer) {
            case Answer.Done() -> new Accepted();
            case Answer.Refused refused when !refused.sure() || refused.decidedBefore() ->
                    new Unsure(refused.code());
            case Answer.Refused refused when refused.noSuchCall() -> new Gone();
            case Answer.Refused refused -> new Refused(refused.code());
            case Answer.Unknown(var code) -> new Unsure(code);
            case Answer.NotSent(var code) -> new NotAsked(code);
        };
    }

    @Override
    public void reject(CallId call, int sipStatus, Instant notAfter) {
        var params =
                CallRejectParams.builder()
                        .callId(call.value())
                        .statusCode((long) sipStatus)
                        .build();
        var request =
                new Request(
                        "reject",
                        call,
                        ATTEMPTS,
                        false,
                        options -> calls().reject(params, options));
        requests.ask(request, notAfter);
    }

    @Override
    public HangUp hangUp(CallId call, Instant notAfter) {
        var request =
                new Request("hang_up", call, ATTEMPTS, false, options -> hangUp(call, options));
        return switch (requests.ask(request, notAfter)) {
            case Answer.Done() -> HangUp.DONE;
            case Answer.Refused refused when refused.noSuchCall() -> HangUp.WAS_OVER;
            case Answer.Refused _, Answer.Unknown _, Answer.NotSent _ -> HangUp.FAILED;
        };
    }

    private HttpResponse hangUp(CallId call, RequestOptions options) {
        return calls().hangup(call.value(), options);
    }

    /// Transfers the call, by SIP REFER. Asked for once: a second REFER might transfer twice.
    ///
    /// @param targetUri `tel:` or `sip:`
    public Referral refer(CallId call, String targetUri, Instant notAfter) {
        if (!TARGET.matcher(targetUri).matches()) return Referral.REFUSED;

        var params = CallReferParams.builder().callId(call.value()).targetUri(targetUri).build();
        var request =
                new Request("refer", call, 1, false, options -> calls().refer(params, options));
        return switch (requests.ask(request, notAfter)) {
            case Answer.Done() -> Referral.HANDED_ON;
            case Answer.Refused refused when refused.noSuchCall() -> Referral.WAS_OVER;
            case Answer.Refused _, Answer.NotSent _ -> Referral.REFUSED;
            case Answer.Unknown _ -> Referral.UNSURE;
        };
    }

    private CallService.WithRawResponse calls() {
        return clients.client().realtime().calls().withRawResponse();
    }
}
