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

    /// The signature is by none of the secrets we know. One that was rotated since may say
    /// otherwise.
    ///
    /// @param refused what it comes to if none does
    record Forged(Refused refused) implements Verification {}
}
