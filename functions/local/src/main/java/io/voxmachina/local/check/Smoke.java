package io.voxmachina.local.check;

import static io.voxmachina.local.check.Finding.advice;
import static io.voxmachina.local.check.Finding.good;
import static io.voxmachina.local.check.Finding.wrong;

import io.voxmachina.call.Version;
import io.voxmachina.fakes.openai.webhook.WebhookSigner;
import io.voxmachina.local.cli.Http;
import io.voxmachina.local.cli.Paint;
import io.voxmachina.local.cli.Trouble;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What a system shows to whoever can reach it. Nothing of this has an effect: what is delivered is
/// refused, or is an event that the webhook leaves alone.
///
/// @param api where the system is
record Smoke(URI api, Http http, Instant now) {
    static final String OPEN_CALLS = "/calls?status=open";

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String HARMLESS =
            "{\"object\":\"event\",\"id\":\"evt_smoke\",\"type\":\"vox.smoke\",\"data\":{}}";
    private static final String SOMEBODY_ELSES = "whsec_" + "c29tZWJvZHkgZWxzZSdzIHNlY3JldA==";

    /// That it runs, and which version.
    Finding health() {
        return LocalHealth.version(api)
                .map(Smoke::version)
                .orElseGet(
                        () -> wrong("Health", api + "/health does not answer as VoxMachina does."));
    }

    private static Finding version(String version) {
        return version.equals(Version.current())
                ? good("Health", "Version " + version + " answers.")
                : advice("Health", "Version " + version + " answers; this is another one.");
    }

    /// That a delivery without a signature is refused.
    Finding unsigned() {
        return expect("Webhook, unsigned", deliver(Map.of()), 400, "missing_header");
    }

    /// That a delivery that somebody else has signed is refused.
    Finding forged() {
        var answer = deliver(signature(SOMEBODY_ELSES));
        if (answer.statusCode() == 503 && answer.body().contains("not_configured"))
            return wrong(
                    "Webhook, forged",
                    "It is refused, but so is everything: no signing secret is set yet.");
        return expect("Webhook, forged", answer, 401, "bad_signature");
    }

    /// That the system verifies with this very secret.
    Finding genuine(String secret) {
        return expect("Webhook, signed", deliver(signature(secret)), 200, "ignored");
    }

    /// That what was said is shown to nobody without AWS credentials.
    Finding closed() {
        var status = send(get(OPEN_CALLS, Map.of())).statusCode();
        return switch (status) {
            case 401, 403 -> good("History, unsigned", "Is refused (" + status + ").");
            case 404 -> good("History, unsigned", "Is not at this address (404).");
            case 200 ->
                    wrong(
                            "History, unsigned",
                            "Is answered: whoever reaches this address reads the calls.");
            default -> wrong("History, unsigned", "Was to be refused, but: " + status + ".");
        };
    }

    /// That who has AWS credentials may ask.
    ///
    /// @param headers of a request for the open calls, signed
    Finding history(Map<String, String> headers) {
        var answer = send(get(OPEN_CALLS, headers));
        return expect("History, signed", answer, 200, "\"calls\"");
    }

    private static Finding expect(
            String what, HttpResponse<String> answer, int status, String words) {
        if (answer.statusCode() == status && answer.body().contains(words))
            return good(what, "Is answered as it should be (" + status + " " + words + ").");
        var said = Paint.plain(answer.body());
        return wrong(
                what,
                "Was to be answered by "
                        + status
                        + " "
                        + words
                        + ", but: "
                        + answer.statusCode()
                        + " "
                        + said.substring(0, Math.min(said.length(), 200)));
    }

    private Map<String, String> signature(String secret) {
        return new WebhookSigner(secret).sign("wh_smoke", now, HARMLESS).headers();
    }

    private HttpResponse<String> deliver(Map<String, String> headers) {
        var request = request("/webhook", headers).POST(BodyPublishers.ofString(HARMLESS));
        return send(request.build());
    }

    private HttpRequest get(String path, Map<String, String> headers) {
        return request(path, headers).build();
    }

    private HttpRequest.Builder request(String path, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(api + path)).timeout(LIMIT);
        headers.forEach(request::setHeader);
        return request;
    }

    private HttpResponse<String> send(HttpRequest request) {
        return http.send(request, api.toString());
    }

    /// The API's address, of whichever of its URLs.
    static URI base(URI url) {
        if (url.getHost() == null) throw new Trouble(url + " is no URL.");
        return URI.create(url.toString().replaceFirst("/(webhook|calls)?/*$", ""));
    }

    /// The region that the API's host names.
    static Optional<String> region(URI api) {
        var parts = api.getHost().split("\\.");
        var named = parts.length > 3 && parts[1].equals("execute-api");
        return named ? Optional.of(parts[2]) : Optional.empty();
    }
}
