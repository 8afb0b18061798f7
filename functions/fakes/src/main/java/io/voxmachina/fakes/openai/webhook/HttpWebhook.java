package io.voxmachina.fakes.openai.webhook;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Posts deliveries to a URL. Redirects are not followed (webhooks guide); the guide's "a few
/// seconds" for an answer are five here.
final class HttpWebhook implements Webhook {
    private static final Duration A_FEW_SECONDS = Duration.ofSeconds(5);

    private final HttpClient http;
    private final URI url;

    HttpWebhook(URI url, HttpClient http) {
        this.http = http;
        this.url = url;
    }

    @Override
    public int deliver(Delivery delivery) throws InterruptedException {
        var request = HttpRequest.newBuilder(url).timeout(A_FEW_SECONDS);
        delivery.headers().forEach(request::setHeader);
        request.POST(BodyPublishers.ofString(delivery.body()));
        try {
            return http.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException _) {
            return 0;
        }
    }
}
