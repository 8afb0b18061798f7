package io.voxmachina.local.check;

import static io.voxmachina.local.check.Finding.wrong;

import io.voxmachina.local.cli.AwsTrouble;
import io.voxmachina.local.cli.Http;
import io.voxmachina.local.cli.Release;
import io.voxmachina.local.cli.Trouble;
import io.voxmachina.local.deploy.WebhookPlace;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/// `vox smoke`.
@Command(
        name = "smoke",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description =
                "Proves from outside that a deployed system is up, closed to strangers and, if"
                        + " asked, open to its owner. Has no effect there. Only a real call proves"
                        + " that calls are answered.",
        footer = {
            "",
            "Examples:",
            "  vox smoke",
            "  vox smoke --secret-from-env --signed",
            "  vox smoke --url https://….execute-api.eu-west-1.amazonaws.com"
        })
public final class SmokeCommand implements Callable<Integer> {
    private static final String SECRET = "OPENAI_WEBHOOK_SECRET";

    @Spec private CommandSpec spec;

    @Mixin private WebhookPlace place;

    @Option(
            names = "--secret-from-env",
            description =
                    "Send a harmless event signed with OPENAI_WEBHOOK_SECRET, to see that it is"
                            + " the deployed secret.")
    private boolean secret;

    @Option(
            names = "--signed",
            description = "Ask for the open calls with your AWS credentials. None is shown.")
    private boolean signed;

    @Override
    public Integer call() {
        var api = Smoke.base(place.url(System.getenv(), spec.commandLine().getErr()));
        try (var http = new Http()) {
            var findings = findings(new Smoke(api, http, Instant.now()));
            return Findings.print(findings, spec.commandLine().getOut());
        }
    }

    private List<Finding> findings(Smoke smoke) {
        var findings = new ArrayList<Finding>();
        findings.add(smoke.health());
        findings.add(smoke.unsigned());
        findings.add(smoke.forged());
        findings.add(smoke.closed());
        if (secret) findings.add(smoke.genuine(signingSecret()));
        if (signed) findings.add(history(smoke));
        return findings;
    }

    private static String signingSecret() {
        var given = System.getenv(SECRET);
        if (given == null || given.isBlank()) throw new Trouble("Set " + SECRET + ".");
        OpenAiCheck.secretFault(given)
                .ifPresent(
                        fault -> {
                            throw new Trouble(SECRET + ": " + fault);
                        });
        return given.strip();
    }

    private static Finding history(Smoke smoke) {
        var region =
                Smoke.region(smoke.api())
                        .orElseThrow(() -> new Trouble("--signed needs API Gateway's own URL."));
        var uri = URI.create(smoke.api() + Smoke.OPEN_CALLS);
        try (var credentials = DefaultCredentialsProvider.builder().build()) {
            return smoke.history(SignedRequest.get(uri, region, credentials));
        } catch (SdkException e) {
            return wrong("History, signed", AwsTrouble.sentence(e, "the API"));
        }
    }
}
