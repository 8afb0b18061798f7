package io.voxmachina.local.openai;

import io.voxmachina.local.cli.Release;
import picocli.CommandLine.Command;

/// `vox openai`.
@Command(
        name = "openai",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = "Sets up your project at OpenAI.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = OpenAiWebhookCommand.class)
public final class OpenAiCommand {}
