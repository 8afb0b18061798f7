package io.voxmachina.local;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The options that say which webhook is meant: by its address, or by the stack that has it.
final class WebhookPlace {
    private static final String OUTPUT = "WebhookUrl";

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

    String stack() {
        return stack;
    }

    /// As given, or asked of the stack. Throws [Trouble] when it cannot be told.
    ///
    /// @param environment where AWS's command line finds account and region
    URI url(Map<String, String> environment) {
        return url != null ? url : ofStack(environment);
    }

    private URI ofStack(Map<String, String> environment) {
        var quiet = new HashMap<>(environment);
        quiet.put("AWS_PAGER", "");
        var shell = new Terminal(quiet, Home.folder());
        DeployCommand.need(shell, "aws", "the AWS CLI (aws.amazon.com/cli), or give --url");
        var region =
                AwsCli.region(shell, Optional.empty(), environment)
                        .orElseThrow(
                                () -> new Trouble("Which region? Set AWS_REGION, or give --url."));
        var aws = new AwsCli(shell, region, Optional.empty());
        var nobody = new PrintWriter(OutputStream.nullOutputStream());
        return URI.create(new Stacks(aws, nobody).output(stack, OUTPUT, ""));
    }
}
