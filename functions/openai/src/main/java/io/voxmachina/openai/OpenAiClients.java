package io.voxmachina.openai;

import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.ClientOptions;
import com.openai.core.LogLevel;
import io.voxmachina.call.Unavailable;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/// One connection pool to OpenAI for requests and sockets, and what the SDK is told about it.
///
/// The key is asked for at each use; when it has changed, so do the options. Sockets that are open
/// live on: OpenAI looks at the key at the handshake only.
public final class OpenAiClients implements AutoCloseable {
    /// Where OpenAI is unless told otherwise.
    public static final String DEFAULT_BASE_URL = "https://api.openai.com/v1";

    /// How often a socket asks whether the other side is still there. Without, a connection that
    /// broke silently would never be noticed.
    public static final Duration PING = Duration.ofSeconds(10);

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration REQUEST = Duration.ofSeconds(10);

    private final String baseUrl;
    private final Supplier<String> apiKey;
    private final Duration ping;
    private final BooleanSupplier refreshed;
    private final OkHttpClient transport;
    private final AtomicReference<Keyed> current = new AtomicReference<>();

    /// @param baseUrl where OpenAI is; blank means [#DEFAULT_BASE_URL]
    /// @param apiKey asked at each use, so it should remember its answer for a while
    /// @param refreshed asks for the key anew; true when another look at it is worth it
    public OpenAiClients(String baseUrl, Supplier<String> apiKey, BooleanSupplier refreshed) {
        this(baseUrl, apiKey, refreshed, PING);
    }

    /// With a key that cannot be asked for anew.
    OpenAiClients(String baseUrl, Supplier<String> apiKey) {
        this(baseUrl, apiKey, () -> false);
    }

    /// @param ping how often a socket asks whether the other side is still there
    OpenAiClients(
            String baseUrl, Supplier<String> apiKey, BooleanSupplier refreshed, Duration ping) {
        this.baseUrl = checked(baseUrl == null || baseUrl.isBlank() ? DEFAULT_BASE_URL : baseUrl);
        this.apiKey = apiKey;
        this.refreshed = refreshed;
        this.ping = ping;
        this.transport =
                new OkHttpClient.Builder()
                        .connectTimeout(CONNECT)
                        .callTimeout(REQUEST)
                        .pingInterval(ping)
                        // HTTP/2 would send the next attempt over the connection that fell silent
                        .protocols(List.of(Protocol.HTTP_1_1))
                        .followRedirects(false)
                        .followSslRedirects(false)
                        .build();
    }

    /// A trailing slash would become an empty path segment.
    private static String checked(String url) {
        var uri = URI.create(url.strip().replaceAll("/+$", ""));
        var web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        if (!web || uri.getHost() == null)
            throw new IllegalArgumentException("Not a base URL of OpenAI's API: " + url);
        return uri.toString();
    }

    /// For requests and sockets. Whoever loses the race to replace them has made some that cost
    /// nothing and hold nothing.
    ClientOptions options() {
        var key = key();
        var known = current.get();
        if (known != null && known.key.equals(key)) return known.options;
        var made = options(key);
        current.set(new Keyed(key, made));
        return made;
    }

    /// Whether there is another key by now than the one that OpenAI has just refused: it may have
    /// been rotated since we last looked.
    boolean keyChanged() {
        try {
            var refused = current.get();
            return refreshed.getAsBoolean() && options() != refused.options;
        } catch (Unavailable _) {
            return false;
        }
    }

    private String key() {
        var key = apiKey.get();
        if (key == null || key.isBlank()) throw new Unavailable("There is no API key for OpenAI");
        return key.strip();
    }

    /// For how long a socket may fall silent before it is given up: the last ping but one was
    /// answered.
    Duration longestSilence() {
        return ping.multipliedBy(2);
    }

    private ClientOptions options(String key) {
        var client =
                OpenAIOkHttpClient.builder()
                        .okHttpClient(transport)
                        .apiKey(key)
                        .baseUrl(baseUrl)
                        .jsonMapper(OpenAiJson.MAPPER)
                        .maxRetries(0) // who asks knows better whether to ask again
                        .logLevel(LogLevel.OFF) // it can print bodies
                        .build();
        var options = new AtomicReference<ClientOptions>();
        client.withOptions(builder -> options.set(builder.build()));
        return options.get();
    }

    /// Gives up idle connections. Open sockets are closed by their links.
    @Override
    public void close() {
        transport.dispatcher().executorService().shutdown();
        transport.connectionPool().evictAll();
    }

    private record Keyed(String key, ClientOptions options) {}
}
