package io.voxmachina.local.check;

import static io.voxmachina.local.check.Finding.advice;
import static io.voxmachina.local.check.Finding.good;
import static io.voxmachina.local.check.Finding.wrong;

import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the environment says of OpenAI. No value is ever printed.
///
/// @param environment as the shell has it
public record OpenAiCheck(Map<String, String> environment) {
    private static final String KEY = "OPENAI_API_KEY";
    private static final String SECRET = "OPENAI_WEBHOOK_SECRET";
    private static final String PREVIOUS = "OPENAI_WEBHOOK_SECRET_PREVIOUS";
    private static final String BASE_URL = "OPENAI_BASE_URL";
    private static final Pattern KEY_SHAPE = Pattern.compile("sk-[A-Za-z0-9_-]{17,}");
    private static final String SECRET_PREFIX = "whsec_";
    private static final int LEAST_SECRET = 16;

    /// Callers reach OpenAI by SIP where its API handles the call (template.yaml, `OpenAi`).
    static final Map<String, String> SIP =
            Map.of(
                    "api.openai.com",
                    "sip.api.openai.com",
                    "eu.api.openai.com",
                    "sip-eu.api.openai.com");

    List<Finding> findings() {
        return List.of(key(), secret(), previous(), baseUrl());
    }

    private Optional<String> given(String name) {
        return Optional.ofNullable(environment.get(name)).filter(it -> !it.isBlank());
    }

    private Finding key() {
        var key = given(KEY);
        if (key.isEmpty()) return good(KEY, "Not set: `vox local` plays scripted calls.");
        return keyFault(key.get())
                .map(fault -> wrong(KEY, fault))
                .orElseGet(() -> good(KEY, "Has the shape of a key."));
    }

    private Finding secret() {
        var secret = given(SECRET);
        if (secret.isPresent()) return signing(SECRET, secret.get());
        return given(KEY).isPresent()
                ? advice(SECRET, "Not set: OpenAI's webhooks cannot be verified here.")
                : good(SECRET, "Not set: scripted calls sign with a secret of their own.");
    }

    private Finding previous() {
        return given(PREVIOUS)
                .map(secret -> signing(PREVIOUS, secret))
                .orElseGet(() -> good(PREVIOUS, "Not set: no rotation is under way."));
    }

    private static Finding signing(String name, String secret) {
        return secretFault(secret)
                .map(fault -> wrong(name, fault))
                .orElseGet(() -> good(name, "Has the shape of a signing secret."));
    }

    private Finding baseUrl() {
        var given = given(BASE_URL);
        if (given.isEmpty()) return good(BASE_URL, "Not set: https://api.openai.com/v1 it is.");
        return urlFault(given.get())
                .map(fault -> wrong(BASE_URL, fault))
                .orElseGet(() -> residency(URI.create(given.get().strip())));
    }

    private static Finding residency(URI url) {
        var sip = SIP.get(url.getHost());
        if (sip != null) return good(BASE_URL, "Goes with the SIP address …@" + sip + ".");
        if (isLoopback(url)) return good(BASE_URL, "Points to this machine.");
        return advice(
                BASE_URL,
                url.getHost()
                        + " is none of OpenAI's hosts that we know: make sure that your SIP address"
                        + " lies in the same region.");
    }

    /// What is wrong with an API key.
    public static Optional<String> keyFault(String key) {
        if (KEY_SHAPE.matcher(key).matches()) return Optional.empty();
        return key.strip().equals(key)
                ? Optional.of("Does not look like an OpenAI key (sk-…): copy it again.")
                : Optional.of("Has blanks or a line end around it: set it without.");
    }

    /// What is wrong with a signing secret.
    static Optional<String> secretFault(String secret) {
        if (!secret.strip().startsWith(SECRET_PREFIX)) {
            return Optional.of(
                    "Does not begin with whsec_: copy the webhook's signing secret from OpenAI's"
                            + " project settings.");
        }
        try {
            var key = Base64.getDecoder().decode(secret.strip().substring(SECRET_PREFIX.length()));
            return key.length >= LEAST_SECRET
                    ? Optional.empty()
                    : Optional.of("Is too short: copy it again, whole.");
        } catch (IllegalArgumentException _) {
            return Optional.of("Is not Base64 after whsec_: copy it again, whole.");
        }
    }

    private static Optional<String> urlFault(String text) {
        URI url;
        try {
            url = URI.create(text.strip());
        } catch (IllegalArgumentException _) {
            return Optional.of("Is no URL: unset it, or set it to https://api.openai.com/v1.");
        }
        if (url.getHost() == null || !List.of("https", "http").contains(url.getScheme())) {
            return Optional.of("Is no URL: unset it, or set it to https://api.openai.com/v1.");
        }
        if (url.getScheme().equals("http") && !isLoopback(url)) {
            return Optional.of("Would send your key unprotected: use https.");
        }
        if (!List.of("/v1", "/v1/").contains(url.getPath())) {
            return Optional.of("Must end with /v1.");
        }
        return Optional.empty();
    }

    private static boolean isLoopback(URI url) {
        return List.of("127.0.0.1", "localhost", "[::1]").contains(url.getHost());
    }
}
