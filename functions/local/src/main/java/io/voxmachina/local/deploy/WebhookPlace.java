package io.voxmachina.local.deploy;

import io.voxmachina.local.cli.AwsRegion;
import io.voxmachina.local.project.Home;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The options that say which webhook is meant: by its address, or by the stack that has it.
public final class WebhookPlace {
    private static final String OUTPUT = "WebhookUrl";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String REMEDY = "Set AWS_REGION or AWS_DEFAULT_REGION, or give --url.";

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "The webhook's address, such as a tunnel's (default: the stack's output "
                            + OUTPUT
                            + ", by the AWS CLI).")
    private URI url;

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            defaultValue = "voxmachina",
            description = "The deployed stack (default: ${DEFAULT-VALUE}).")
    private String stack;

    /// The stack, whether or not an address is given.
    public String stack() {
        return stack;
    }

    /// As given, or asked of the stack. Throws [io.voxmachina.local.cli.Trouble] when it cannot be
    /// told.
    ///
    /// @param environment where AWS's command line finds account and region
    /// @param err is told who is asked
    public URI url(Map<String, String> environment, PrintWriter err) {
        return url != null ? url : ofStack(environment, err);
    }

    private URI ofStack(Map<String, String> environment, PrintWriter err) {
        var shell = new Terminal(environment, Home.folder(), PATIENCE);
        DeployCommand.need(shell, "aws", "the AWS CLI (aws.amazon.com/cli), or give --url");
        var profile = Optional.<String>empty();
        var region =
                AwsRegion.named(environment)
                        .orElseGet(() -> AwsCli.regionOfProfile(shell, profile, REMEDY));
        err.println("Asking AWS where the stack " + stack + " in " + region + " has its webhook …");
        err.flush();
        var nobody = new PrintWriter(OutputStream.nullOutputStream());
        var stacks = new Stacks(new AwsCli(shell, region, profile), nobody);
        return URI.create(stacks.output(stack, OUTPUT, ""));
    }
}
