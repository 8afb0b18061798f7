package io.voxmachina.openai;

/// What a delivery turned out to be.
public sealed interface Verification {
    /// OpenAI sent it.
    ///
    /// @param event what it tells
    record Verified(WebhookEvent event) implements Verification {}

    /// It is not from OpenAI, or not as it should be, or we cannot tell.
    ///
    /// @param status for the HTTP answer
    /// @param code for logs and counters
    /// @param reason one sentence for the sender, without anything it sent
    record Refused(int status, String code, String reason) implements Verification {}
}
