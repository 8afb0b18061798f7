package io.voxmachina.local;

import io.voxmachina.call.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/// The command line.
@Command(
        name = "vox",
        mixinStandardHelpOptions = true,
        versionProvider = Vox.Release.class,
        description = "A phone line answered by an AI voice agent.",
        subcommands = {})
public final class Vox {
    private Vox() {}

    /// Runs one command and exits with its code: 0 done, 1 failed, 2 wrongly asked.
    public static void main(String[] args) {
        System.exit(new CommandLine(new Vox()).execute(args));
    }

    static final class Release implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"vox " + Version.current()};
        }
    }
}
