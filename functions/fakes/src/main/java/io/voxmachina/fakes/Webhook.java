package io.voxmachina.fakes;

/// The application's webhook as the scripted OpenAI sees it.
@FunctionalInterface
public interface Webhook {
    /// Delivers; returns the HTTP status, or 0 when there was no answer.
    int deliver(Delivery delivery) throws InterruptedException;
}
