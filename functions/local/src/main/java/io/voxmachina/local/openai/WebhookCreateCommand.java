package io.voxmachina.local.openai;

import io.voxmachina.local.cli.Http;
import io.voxmachina.local.cli.Release;
import io.voxmachina.local.cli.Trouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `vox openai webhook create`.
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description =
                "Makes the webhook in the project that the API key belongs to, for ringing calls"
                        + " ("
                        + WebhookEndpoints.INCOMING_CALL
                        + "), and keeps or prints its signing secret.")
final class WebhookCreateCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private WebhookSetup setup;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "voxmachina",
            description = "How OpenAI's settings show it (default: ${DEFAULT-VALUE}).")
    private String name;

    @Override
    public Integer call() {
        var environment = System.getenv();
        var url = setup.url(environment, spec.commandLine().getErr());
        var key = setup.key(environment);
        var places = setup.places();
        var out = spec.commandLine().getOut();
        try (var http = new Http()) {
            var endpoints = setup.endpoints(environment, places, http, key);
            endpoints
                    .find(url)
                    .ifPresent(
                            id -> {
                                throw known(id);
                            });
            var made = endpoints.create(name, url);
            out.println("OpenAI now tells " + url + " of ringing calls (" + made.id() + ").");
            setup.keep(made, key, places, out);
        }
        out.flush();
        return 0;
    }

    private static Trouble known(String id) {
        return new Trouble(
                "There is a webhook for this URL already ("
                        + id
                        + "). Its secret was shown when it was made; for a new one: vox openai"
                        + " webhook rotate.");
    }
}
