package io.voxmachina.fakes.openai.webhook;

import java.net.URI;
import java.net.http.HttpClient;

/// The application's webhook as the scripted OpenAI sees it.
@FunctionalInterface
public interface Webhook {
    /// Delivers; returns the HTTP status, or 0 when there was no answer.
    int deliver(Delivery delivery) throws InterruptedException;

    /// The one at a URL; deliveries are posted there.
    static Webhook at(URI url, HttpClient http) {
        return new HttpWebhook(url, http);
    }
}
