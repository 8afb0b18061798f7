package io.voxmachina.local;

import io.voxmachina.local.bench.BenchCommand;
import io.voxmachina.local.calls.CallsCommand;
import io.voxmachina.local.check.DoctorCommand;
import io.voxmachina.local.check.SmokeCommand;
import io.voxmachina.local.cli.AwsRegion;
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
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.TypeConversionException;

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
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,7})(ms|s|m)");

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
                .registerConverter(Duration.class, Vox::duration)
                .setExecutionExceptionHandler((failure, command, _) -> failed(failure, command));
    }

    /// A command that fails says so in a sentence. Where in the program it failed is told to who
    /// asks.
    private static int failed(Exception failure, CommandLine command) {
        var err = command.getErr();
        if (System.getenv("VOX_TRACE") != null) failure.printStackTrace(err);
        err.println("vox: " + FailureSentence.of(failure));
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    /// `10s`, `2m` or `500ms`.
    private static Duration duration(String text) {
        var matcher = DURATION.matcher(text);
        if (!matcher.matches()) throw new TypeConversionException("not a time such as 10s or 2m");
        var number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMinutes(number);
        };
    }
}
