package io.voxmachina.local;

import io.voxmachina.local.bench.BenchCommand;
import io.voxmachina.local.calls.CallsCommand;
import io.voxmachina.local.check.DoctorCommand;
import io.voxmachina.local.check.SmokeCommand;
import io.voxmachina.local.cli.AwsRegion;
import io.voxmachina.local.cli.Ranges;
import io.voxmachina.local.cli.Release;
import io.voxmachina.local.demo.DemoCommand;
import io.voxmachina.local.deploy.DeployCommand;
import io.voxmachina.local.deploy.UndeployCommand;
import io.voxmachina.local.event.EventCommand;
import io.voxmachina.local.event.FakesCommand;
import io.voxmachina.local.openai.OpenAiCommand;
import io.voxmachina.local.system.DialCommand;
import io.voxmachina.local.system.LocalCommand;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command line.
@Command(
        name = "vox",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = "A phone line answered by an AI voice agent.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 wrongly asked.",
            "`vox help COMMAND` tells more of each. VOX_TRACE=1 in the environment shows the trace"
                    + " of a failure."
        },
        subcommands = {
            DemoCommand.class,
            LocalCommand.class,
            DialCommand.class,
            CallsCommand.class,
            EventCommand.class,
            DoctorCommand.class,
            BenchCommand.class,
            DeployCommand.class,
            UndeployCommand.class,
            OpenAiCommand.class,
            SmokeCommand.class,
            FakesCommand.class,
            HelpCommand.class
        })
public final class Vox {
    private Vox() {}

    /// Runs one command and exits with its code: 0 done, 1 failed, 2 wrongly asked.
    public static void main(String[] args) {
        nameRegion(System.getenv());
        System.exit(commandLine().execute(args));
    }

    /// AWS's tools in Python read `AWS_DEFAULT_REGION`, its SDK for Java does not; and an empty
    /// name is a name to it.
    private static void nameRegion(Map<String, String> environment) {
        AwsRegion.named(environment).ifPresent(it -> System.setProperty("aws.region", it));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Vox())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Duration.class, Ranges::time)
                .setParameterExceptionHandler((wrong, _) -> askedWrongly(wrong))
                .setExecutionExceptionHandler((failure, command, _) -> failed(failure, command));
    }

    /// What is wrong must not be lost in a page of help; but where the command itself is missing,
    /// its list is what helps.
    private static int askedWrongly(ParameterException wrong) {
        var command = wrong.getCommandLine();
        var err = command.getErr();
        err.println(command.getColorScheme().errorText(wrong.getMessage()));
        var guessed = UnmatchedArgumentException.printSuggestions(wrong, err);
        var spec = command.getCommandSpec();
        if (guessed || command.getSubcommands().isEmpty()) {
            err.println("See `" + spec.qualifiedName() + " --help`.");
        } else {
            command.usage(err);
        }
        return spec.exitCodeOnInvalidInput();
    }

    /// A command that fails says so in a sentence. Where in the program it failed is told to who
    /// asks.
    private static int failed(Exception failure, CommandLine command) {
        var err = command.getErr();
        if (System.getenv("VOX_TRACE") != null) failure.printStackTrace(err);
        err.println("vox: " + FailureSentence.of(failure));
        return command.getCommandSpec().exitCodeOnExecutionException();
    }
}
