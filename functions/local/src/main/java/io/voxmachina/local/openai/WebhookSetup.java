package io.voxmachina.local.openai;

import io.voxmachina.aws.Clients;
import io.voxmachina.local.check.OpenAiCheck;
import io.voxmachina.local.cli.AwsTrouble;
import io.voxmachina.local.cli.Http;
import io.voxmachina.local.cli.Trouble;
import io.voxmachina.local.deploy.StackSettings;
import io.voxmachina.local.deploy.WebhookPlace;
import io.voxmachina.local.openai.WebhookEndpoints.WithSecret;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.exception.SdkException;

/// What making a webhook and renewing its secret have in common.
final class WebhookSetup {
    private static final String KEY = "OPENAI_API_KEY";
    private static final String API = "OPENAI_BASE_URL";
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

    /// What the stack says: the secrets, by their names, into which something is to be put, and
    /// which OpenAI it talks to.
    ///
    /// @param signing empty: the signing secret is shown
    /// @param key empty: the API key stays where it is
    /// @param api empty: the stack was not asked, or does not say
    record Places(Optional<String> signing, Optional<String> key, Optional<String> api) {}

    /// @param err is told who is asked
    URI url(Map<String, String> environment, PrintWriter err) {
        var url = place.url(environment, err);
        if ("https".equals(url.getScheme()) && url.getHost() != null) return url;
        throw new Trouble("OpenAI delivers to https addresses only: " + url + " is none.");
    }

    WebhookEndpoints endpoints(
            Map<String, String> environment, Places places, Http http, String key) {
        return new WebhookEndpoints(api(environment, places), key, http);
    }

    /// Which OpenAI: as the environment names it, else the stack's, else the global one.
    static URI api(Map<String, String> environment, Places places) {
        var api = named(environment).or(places::api).orElse(DEFAULT_API);
        return URI.create(api.replaceFirst("/+$", ""));
    }

    private static Optional<String> named(Map<String, String> settings) {
        return Optional.of(settings.getOrDefault(API, "").strip()).filter(it -> !it.isEmpty());
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
    Places places() {
        if (!store && !storeKey)
            return new Places(Optional.empty(), Optional.empty(), Optional.empty());
        try (var lambda = Clients.STANDARD.lambda()) {
            return places(StackSettings.of(place.stack(), lambda));
        } catch (SdkException e) {
            throw refused(e);
        }
    }

    Places places(Map<String, String> settings) {
        return new Places(
                place(store, "WEBHOOK_SECRET_ID", settings),
                place(storeKey, "API_KEY_SECRET_ID", settings),
                named(settings));
    }

    private Optional<String> place(boolean wanted, String setting, Map<String, String> settings) {
        if (!wanted) return Optional.empty();
        var secret = settings.getOrDefault(setting, "");
        if (!secret.isBlank()) return Optional.of(secret);
        throw new Trouble(
                "The function "
                        + StackSettings.function(place.stack())
                        + " has no "
                        + setting
                        + ", so there is no place to store it: deploy the stack anew.");
    }

    /// Puts a fresh secret where it belongs, or shows it. Whatever happens it is not lost: OpenAI
    /// shows it once.
    void keep(WithSecret webhook, String key, Places places, PrintWriter out) {
        if (places.signing().isEmpty()) {
            show(webhook, out);
        } else {
            try {
                put(places.signing().get(), webhook.secret());
                out.println("The signing secret is stored; the webhook reads it within minutes.");
            } catch (Trouble e) {
                show(webhook, out);
                throw e;
            }
        }
        if (places.key().isPresent()) {
            put(places.key().get(), key);
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

    private void put(String secret, String value) {
        try (var secrets = Clients.STANDARD.secretsManager()) {
            secrets.putSecretValue(it -> it.secretId(secret).secretString(value));
        } catch (SdkException e) {
            throw refused(e);
        }
    }

    private Trouble refused(SdkException e) {
        return new Trouble(AwsTrouble.sentence(e, "the secrets of the stack " + place.stack()));
    }
}
