package io.voxmachina.local.deploy;

import io.voxmachina.local.cli.AwsRegion;
import io.voxmachina.local.project.Home;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that say where a system is deployed.
final class DeployPlace {
    /// A name that stacks, functions and image repositories can all have.
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private static final String USUAL = "voxmachina";
    private static final int LONGEST_NAME = 50;
    private static final String REMEDY = "Give --region, or set AWS_REGION or AWS_DEFAULT_REGION.";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            defaultValue = USUAL,
            description = "The main stack's name (default: ${DEFAULT-VALUE}).")
    private String stack;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "AWS's region (default: the environment's, or the profile's).")
    private String region;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "The AWS profile to use (default: what the tools find).")
    private String profile;

    @Option(names = "--dry-run", description = "Print the commands; run nothing, ask nothing.")
    private boolean dryRun;

    String stack() {
        if (NAME.matcher(stack).matches() && stack.length() <= LONGEST_NAME) return stack;
        throw new ParameterException(
                command.commandLine(),
                "The stack's name must be small letters, digits and single hyphens, at most "
                        + LONGEST_NAME
                        + ": images and functions are named after it.");
    }

    String registryStack() {
        return stack() + "-registry";
    }

    String repository() {
        return stack() + "-monitor";
    }

    /// What helps where the main stack could not be deleted: AWS deletes no cluster in which a task
    /// runs, and a task stays with its call.
    String onceItsCallsAreOver() {
        return "A task may still hold a call: run vox undeploy"
                + (stack().equals(USUAL) ? "" : " --stack " + stack())
                + " again once the call is over. ";
    }

    Optional<String> profile() {
        return Optional.ofNullable(profile);
    }

    boolean dryRun() {
        return dryRun;
    }

    Shell shell(PrintWriter out, Map<String, String> environment) {
        return dryRun ? new DryShell(out) : new Terminal(environment, Home.folder());
    }

    AwsCli aws(Shell shell, Map<String, String> environment) {
        var found =
                Optional.ofNullable(region)
                        .or(() -> AwsRegion.named(environment))
                        .orElseGet(() -> AwsCli.regionOfProfile(shell, profile(), REMEDY));
        return new AwsCli(shell, found, profile());
    }
}
