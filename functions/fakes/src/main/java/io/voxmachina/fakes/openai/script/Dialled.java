package io.voxmachina.fakes.openai.script;

import java.util.ArrayList;
import java.util.List;

/// How the call reaches OpenAI: the numbers, and what the carrier puts into its INVITE.
///
/// @param divertedFrom the dialled number where a SIP trunk shows it in `Diversion` and OpenAI's
///     own address in `To` (field report on Elastic SIP trunks); null: the dialled number stands in
///     `To`
/// @param headers further ones, such as `X-App-Call`
/// @param apis whose webhooks announce it
public record Dialled(
        String from, String to, String divertedFrom, List<SipHeader> headers, Apis apis) {
    /// A project may subscribe to both APIs; then one ringing call raises both events (webhook
    /// reference).
    public enum Apis {
        REALTIME,
        LIVE,
        BOTH
    }

    public Dialled {
        from = from == null ? "+447700900123" : from; // Ofcom: numbers for drama use
        to = to == null ? "+441632960100" : to;
        headers = headers == null ? List.of() : List.copyOf(headers);
        apis = apis == null ? Apis.REALTIME : apis;
    }

    public static Dialled practice() {
        return new Dialled(null, null, null, null, null);
    }

    /// The headers that the webhook will show.
    public List<SipHeader> sipHeaders(String sipCallId) {
        var all = new ArrayList<SipHeader>();
        all.add(new SipHeader("From", "sip:" + from + "@sip.example.com"));
        all.add(new SipHeader("To", toHeader()));
        all.add(new SipHeader("Call-ID", sipCallId));
        if (divertedFrom != null) {
            var diversion = "<sip:" + divertedFrom + "@sip.example.com>;reason=unconditional";
            all.add(new SipHeader("Diversion", diversion));
        }
        all.addAll(headers);
        return List.copyOf(all);
    }

    private String toHeader() {
        return divertedFrom == null
                ? "sip:" + to + "@sip.example.com"
                : "sip:proj_practice@sip.api.openai.com;transport=tls";
    }
}
