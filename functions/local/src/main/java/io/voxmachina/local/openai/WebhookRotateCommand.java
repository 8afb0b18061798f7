package io.voxmachina.local.openai;

import io.voxmachina.local.cli.Http;
import io.voxmachina.local.cli.Release;
import io.voxmachina.local.cli.Trouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `vox openai webhook rotate`.
@Command(
        name = "rotate",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description =
                "Gives the webhook a new signing secret. OpenAI signs with the old one, too, for 24"
                        + " hours.")
final class WebhookRotateCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private WebhookSetup setup;

    @Override
    public Integer call() {
        var environment = System.getenv();
        var url = setup.url(environment, spec.commandLine().getErr());
        var key = setup.key(environment);
        var places = setup.places();
        var out = spec.commandLine().getOut();
        try (var http = new Http()) {
            var endpoints = setup.endpoints(environment, places, http, key);
            var id = endpoints.find(url).orElseThrow(() -> unknown(url.toString()));
            var renewed = endpoints.rotate(id);
            out.println("The webhook " + id + " has a new secret.");
            setup.keep(renewed, key, places, out);
        }
        out.flush();
        return 0;
    }

    private static Trouble unknown(String url) {
        return new Trouble(
                "This project has no webhook for " + url + ": vox openai webhook create makes it.");
    }
}
