package io.voxmachina.local.deploy;

import io.voxmachina.local.cli.Prompt;
import io.voxmachina.local.cli.Release;
import io.voxmachina.local.cli.Trouble;
import java.util.HashMap;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `vox undeploy`.
@Command(
        name = "undeploy",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description =
                "Takes the system away from your AWS account: the stack with its secrets and logs,"
                        + " the images and their registry. The table of calls stays unless"
                        + " --delete-table.",
        footer = {"", "Examples:", "  vox undeploy", "  vox undeploy --delete-table"})
public final class UndeployCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private DeployPlace place;

    @Option(
            names = "--delete-table",
            description = "Delete the table, too, with every call in it. Its name must be typed.")
    private boolean deleteTable;

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description = "Which table, where several were left.")
    private String table;

    @Override
    public Integer call() {
        place.stack();
        var out = spec.commandLine().getOut();
        var environment = new HashMap<>(System.getenv());
        environment.put("AWS_PAGER", "");
        var shell = place.shell(out, environment);
        DeployCommand.need(shell, "aws", "the AWS CLI (aws.amazon.com/cli)");
        var aws = place.aws(shell, environment);
        out.println("Account " + aws.account() + ", region " + aws.region());
        var undeploy = new Undeploy(place, aws, out);
        var kept = undeploy(undeploy);
        kept.ifPresent(
                name ->
                        out.println(
                                "The table "
                                        + name
                                        + " stays, with every call. To delete it: vox undeploy"
                                        + " --delete-table"));
        out.flush();
        return 0;
    }

    /// Returns the table that stays.
    private Optional<String> undeploy(Undeploy undeploy) {
        if (!deleteTable) {
            undeploy.stacksOnly();
            return undeploy.left().stream().findFirst();
        }
        var doomed = Optional.ofNullable(table).or(undeploy::table);
        doomed.ifPresent(this::confirm);
        undeploy.stacksOnly();
        doomed.ifPresent(undeploy::table);
        return Optional.empty();
    }

    private void confirm(String name) {
        var out = spec.commandLine().getOut();
        out.println("This deletes the table " + name + " and every call in it, for good.");
        if (place.dryRun() || name.equals(Prompt.ask(out, "Type its name to go on: "))) return;
        throw new Trouble("That is not its name: nothing was deleted.");
    }
}
