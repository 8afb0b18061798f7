package io.voxmachina.local;

import io.voxmachina.aws.Clients;
import io.voxmachina.local.WebhookEndpoints.WithSecret;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.exception.SdkException;

/// What making a webhook and renewing its secret have in common.
final class WebhookSetup {
    private static final String KEY = "OPENAI_API_KEY";
    private static final String DEFAULT_API = "https://api.openai.com/v1";

    @Mixin private WebhookPlace place;

    @Option(
            names = "--api-key-from-env",
            description = "Use OPENAI_API_KEY. Otherwise the key is asked for.")
    private boolean keyFromEnvironment;

    @Option(
            names = "--store",
            description =
                    "Put the signing secret where the stack's webhook reads it (Secrets Manager),"
                            + " instead of printing it.")
    private boolean store;

    @Option(names = "--store-key", description = "Put the API key where the stack reads it, too.")
    private boolean storeKey;

    URI url(Map<String, String> environment) {
        var url = place.url(environment);
        if ("https".equals(url.getScheme()) && url.getHost() != null) return url;
        throw new Trouble("OpenAI delivers to https addresses only: " + url + " is none.");
    }

    /// @param environment may name another OpenAI (`OPENAI_BASE_URL`)
    WebhookEndpoints endpoints(Map<String, String> environment, HttpClient http, String key) {
        var api = environment.getOrDefault("OPENAI_BASE_URL", "");
        var base = (api.isBlank() ? DEFAULT_API : api.strip()).replaceFirst("/+$", "");
        return new WebhookEndpoints(URI.create(base), key, http);
    }

    String key(Map<String, String> environment) {
        var key = keyFromEnvironment ? environment.getOrDefault(KEY, "") : typedKey();
        if (key.isBlank()) throw new Trouble("There is no API key: set " + KEY + ".");
        OpenAiCheck.keyFault(key)
                .ifPresent(
                        fault -> {
                            throw new Trouble("The API key: " + fault);
                        });
        return key;
    }

    private static String typedKey() {
        var console = System.console();
        if (console == null) throw new Trouble("Set " + KEY + " and give --api-key-from-env.");
        return new String(console.readPassword("OpenAI API key: "));
    }

    /// Asks the stack where its secrets are, if they are to be stored: before OpenAI makes one.
    /// Throws [Trouble] when it cannot be told.
    void check() {
        if (store || storeKey) settings();
    }

    /// Puts a fresh secret where it belongs, or shows it. Whatever happens it is not lost: OpenAI
    /// shows it once.
    void keep(WithSecret webhook, String key, PrintWriter out) {
        if (!store) {
            show(webhook, out);
        } else {
            try {
                put("WEBHOOK_SECRET_ID", webhook.secret());
                out.println("The signing secret is stored; the webhook reads it within minutes.");
            } catch (Trouble e) {
                show(webhook, out);
                throw e;
            }
        }
        if (storeKey) {
            put("API_KEY_SECRET_ID", key);
            out.println("The API key is stored.");
        }
    }

    private static void show(WithSecret webhook, PrintWriter out) {
        out.println("Signing secret, shown this once:");
        out.println("  " + webhook.secret());
        out.println("Deployed, it belongs into the secret that the stack's output WebhookSecret");
        out.println("names (aws secretsmanager put-secret-value); on this machine into");
        out.println("OPENAI_WEBHOOK_SECRET.");
        out.flush();
    }

    /// @param setting of the webhook's function, which names the secret
    private void put(String setting, String value) {
        var secret =
                Optional.ofNullable(settings().get(setting))
                        .orElseThrow(() -> new Trouble(function() + " has no " + setting + "."));
        try (var secrets = Clients.STANDARD.secretsManager()) {
            secrets.putSecretValue(it -> it.secretId(secret).secretString(value));
        } catch (SdkException e) {
            throw refused(e);
        }
    }

    private Map<String, String> settings() {
        try (var lambda = Clients.STANDARD.lambda()) {
            var read = lambda.getFunctionConfiguration(it -> it.functionName(function()));
            return read.environment().variables();
        } catch (SdkException e) {
            throw refused(e);
        }
    }

    private String function() {
        return place.stack() + "-webhook";
    }

    private Trouble refused(SdkException e) {
        return new Trouble(AwsTrouble.sentence(e, "the secrets of the stack " + place.stack()));
    }
}
