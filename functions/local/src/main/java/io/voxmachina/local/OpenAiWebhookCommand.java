package io.voxmachina.local;

import picocli.CommandLine.Command;

/// `vox openai webhook`.
@Command(
        name = "webhook",
        mixinStandardHelpOptions = true,
        versionProvider = Vox.Release.class,
        description = "The webhook by which OpenAI tells of ringing calls.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  vox openai webhook create --store --store-key",
            "  vox openai webhook create --name laptop --url https://…/webhook",
            "  vox openai webhook rotate --api-key-from-env --store"
        },
        subcommands = {WebhookCreateCommand.class, WebhookRotateCommand.class})
final class OpenAiWebhookCommand {}
