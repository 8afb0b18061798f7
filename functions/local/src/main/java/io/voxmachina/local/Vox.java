package io.voxmachina.local;

import io.voxmachina.call.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;

/// The command line.
@Command(
        name = "vox",
        mixinStandardHelpOptions = true,
        versionProvider = Vox.Release.class,
        description = "A phone line answered by an AI voice agent.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 wrongly asked.",
            "`vox help COMMAND` tells more of each."
        },
        subcommands = {
            CallsCommand.class,
            EventCommand.class,
            DoctorCommand.class,
            HelpCommand.class
        })
public final class Vox {
    private Vox() {}

    /// Runs one command and exits with its code: 0 done, 1 failed, 2 wrongly asked.
    public static void main(String[] args) {
        System.setProperty("slf4j.internal.verbosity", "ERROR"); // the AWS SDK would log
        System.exit(commandLine().execute(args));
    }

    /// A command that meets [Trouble] says so in a sentence, and fails.
    static CommandLine commandLine() {
        return new CommandLine(new Vox())
                .setExecutionExceptionHandler((failure, command, _) -> failed(failure, command));
    }

    private static int failed(Exception failure, CommandLine command) throws Exception {
        if (!(failure instanceof Trouble)) throw failure;
        command.getErr().println("vox: " + failure.getMessage());
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    static final class Release implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"vox " + Version.current()};
        }
    }
}
