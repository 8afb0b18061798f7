package io.voxmachina.local.deploy;

import io.voxmachina.local.cli.Prompt;
import io.voxmachina.local.cli.Release;
import io.voxmachina.local.cli.Trouble;
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
                        + " the images and their registry. The stack's name must be typed. The"
                        + " table of calls stays unless --delete-table.",
        footer = {
            "",
            "Examples:",
            "  vox undeploy",
            "  vox undeploy --stack voxmachina --yes",
            "  vox undeploy --delete-table"
        })
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

    @Option(
            names = "--yes",
            description = "Do not ask for the stack's name. A table's must be typed all the same.")
    private boolean yes;

    @Override
    public Integer call() {
        place.stack();
        var out = spec.commandLine().getOut();
        var environment = System.getenv();
        var shell = place.shell(out, environment);
        DeployCommand.need(shell, "aws", "the AWS CLI (aws.amazon.com/cli)");
        var aws = place.aws(shell, environment);
        out.println(
                "Account "
                        + aws.account()
                        + ", region "
                        + aws.region()
                        + ", stack "
                        + place.stack());
        var undeploy = new Undeploy(place, aws, out);
        if (deleteTable) withTable(undeploy);
        else withoutTable(undeploy);
        out.flush();
        return 0;
    }

    private void withTable(Undeploy undeploy) {
        var doomed = Optional.ofNullable(table).or(undeploy::table);
        doomed.ifPresentOrElse(this::confirmTable, this::confirmStack);
        undeploy.deleteStacks();
        doomed.ifPresent(undeploy::deleteTable);
        var others = undeploy.left().stream().filter(name -> !doomed.equals(Optional.of(name)));
        others.forEach(this::tellOther);
    }

    /// Which table the system wrote to is known for as long as its stack is there.
    private void withoutTable(Undeploy undeploy) {
        var written = undeploy.written();
        confirmStack();
        undeploy.deleteStacks();
        var left = undeploy.left();
        var kept = written.or(() -> left.size() == 1 ? left.stream().findFirst() : written);
        kept.ifPresent(name -> tellKept(name, left.size() > 1));
        left.stream().filter(name -> !kept.equals(Optional.of(name))).forEach(this::tellOther);
    }

    private void tellKept(String name, boolean amongOthers) {
        tell(
                "The table "
                        + name
                        + " stays, with every call. To delete it: "
                        + deletion()
                        + (amongOthers ? " --table " + name : ""));
    }

    private void tellOther(String name) {
        tell(
                "The table "
                        + name
                        + " was left by another deployment. To delete it: "
                        + deletion()
                        + " --table "
                        + name);
    }

    private String deletion() {
        return "vox undeploy --stack " + place.stack() + " --delete-table";
    }

    private void tell(String sentence) {
        spec.commandLine().getOut().println(sentence);
    }

    private void confirmStack() {
        tellLoss();
        if (!yes) confirm(place.stack());
    }

    private void confirmTable(String name) {
        tellLoss();
        tell("It deletes the table " + name + " and every call in it, too, for good.");
        confirm(name);
    }

    /// Of what an earlier run left, too.
    private void tellLoss() {
        tell("This takes away what is there of the stack " + place.stack() + ": its functions,");
        tell("logs, API key, and the signing secret, which OpenAI shows once. Calls in progress");
        tell("may be left with nobody attached.");
    }

    private void confirm(String name) {
        if (place.dryRun()) return;
        var out = spec.commandLine().getOut();
        if (name.equals(Prompt.ask(out, "Type the name " + name + " to go on: "))) return;
        throw new Trouble("That is not its name: nothing was deleted.");
    }
}
