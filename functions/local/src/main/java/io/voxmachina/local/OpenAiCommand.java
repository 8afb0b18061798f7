package io.voxmachina.local;

import picocli.CommandLine.Command;

/// `vox openai`.
@Command(
        name = "openai",
        mixinStandardHelpOptions = true,
        versionProvider = Vox.Release.class,
        description = "Sets up your project at OpenAI.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = OpenAiWebhookCommand.class)
final class OpenAiCommand {}
