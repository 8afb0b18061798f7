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
            "  vox openai webhook create --url https://…/webhook --api-key-from-env --store",
            "  vox openai webhook rotate --url https://…/webhook --api-key-from-env --store"
        },
        subcommands = {WebhookCreateCommand.class, WebhookRotateCommand.class})
final class OpenAiWebhookCommand {}
