package io.voxmachina.local.openai;

import io.voxmachina.local.cli.Release;
import picocli.CommandLine.Command;

/// `vox openai webhook`.
@Command(
        name = "webhook",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
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
