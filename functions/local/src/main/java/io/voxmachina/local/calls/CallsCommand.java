package io.voxmachina.local.calls;

import io.voxmachina.local.cli.Release;
import picocli.CommandLine.Command;

/// `vox calls`: what the records tell.
@Command(
        name = "calls",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description =
                "Shows calls, of a running `vox local` or of a deployed table, or erases them.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  vox calls list                        today's calls of the running `vox local`",
            "  vox calls list --open --table NAME    calls in progress on a deployed table",
            "  vox calls show rtc_…                  a call's timeline",
            "  vox calls transcript rtc_…            what was said",
            "  vox calls erase +44… --table NAME     a caller's calls, for good"
        },
        subcommands = {
            CallsListCommand.class,
            CallsShowCommand.class,
            CallsTranscriptCommand.class,
            CallsEraseCommand.class
        })
public final class CallsCommand {}
