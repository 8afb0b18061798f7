/// The webhook of the project at OpenAI: `vox openai webhook` makes it or gives it a new secret.
/// Start with [WebhookSetup]; [WebhookEndpoints] is OpenAI's API for it.
package io.voxmachina.local.openai;
