package io.voxmachina.fakes.openai;

import io.voxmachina.fakes.http.HostGuard;
import io.voxmachina.fakes.http.Hosts;
import io.voxmachina.fakes.http.PortTaken;
import io.voxmachina.fakes.openai.script.Script;
import io.voxmachina.fakes.openai.webhook.Webhook;
import io.voxmachina.fakes.openai.webhook.WebhookSigner;
import io.voxmachina.fakes.openai.wire.WireIds;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/// A stand-in for OpenAI's Realtime telephony, on loopback: it announces scripted calls by signed
/// webhooks, takes accept, reject, hangup and refer, and plays the conversation to whoever
/// attaches. It shares no code with the adapter it is meant to test, and refuses what OpenAI
/// refuses.
public final class ScriptedOpenAi implements AutoCloseable {
    private static final int MAX_CALLS = 10_000;
    private static final int MAX_MESSAGE = 1 << 20;
    private static final int MAX_OUTGOING_FRAMES = 10_000;
    private static final int THREADS = 64;

    private static final Pattern CALL_ID = Pattern.compile("rtc_[A-Za-z0-9]{20,64}");

    private final Map<String, LineCall> calls = new ConcurrentHashMap<>();
    private final LineTime time;
    private final WireIds ids;
    private final Dialler dialler;
    private final HttpClient http;
    private volatile Optional<Script> strangers = Optional.empty();
    private final Server server;
    private final ServerConnector connector;

    private ScriptedOpenAi(Settings settings) {
        time = settings.time();
        ids = new WireIds(settings.random());
        dialler = new Dialler(time, ids, new WebhookSigner(settings.webhookSecret()));
        http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
        var threads = new QueuedThreadPool(THREADS);
        threads.setName("scripted-openai");
        threads.setDaemon(true);
        server = new Server(threads);
        connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        connector.setPort(settings.port());
        server.addConnector(connector);
        var sockets = ServerWebSocketContainer.ensure(server);
        sockets.setIdleTimeout(Duration.ZERO); // a call may be silent for long
        sockets.setMaxTextMessageSize(MAX_MESSAGE);
        sockets.setMaxOutgoingFrames(MAX_OUTGOING_FRAMES);
        var routes = new OpenAiHttp(settings.apiKey(), this::reached, sockets, time, ids);
        var limited = new SizeLimitHandler(MAX_MESSAGE, -1);
        limited.setHandler(routes);
        server.setHandler(new HostGuard(settings.hosts(), limited));
    }

    /// How the server is set up.
    ///
    /// @param port 0: any free one
    /// @param hosts the host names that it answers under
    /// @param webhookSecret `whsec_` and a base64 key
    /// @param random from which ids are made
    public record Settings(
            int port,
            Hosts hosts,
            String apiKey,
            String webhookSecret,
            LineTime time,
            RandomGenerator random) {
        public static Settings of(String apiKey, String webhookSecret) {
            return new Settings(
                    0, Hosts.LOOPBACK, apiKey, webhookSecret, LineTime.real(), new SecureRandom());
        }

        public Settings onPort(int port) {
            return new Settings(port, hosts, apiKey, webhookSecret, time, random);
        }

        public Settings under(Hosts hosts) {
            return new Settings(port, hosts, apiKey, webhookSecret, time, random);
        }
    }

    /// A server that listens already.
    public static ScriptedOpenAi start(Settings settings) {
        var openAi = new ScriptedOpenAi(settings);
        try {
            openAi.server.start();
        } catch (IOException e) {
            openAi.close();
            throw new PortTaken(settings.port(), e);
        } catch (Exception e) {
            openAi.close();
            throw new IllegalStateException("the scripted OpenAI cannot start", e);
        }
        return openAi;
    }

    public int port() {
        return connector.getLocalPort();
    }

    /// What `OPENAI_BASE_URL` is set to.
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + port() + "/v1");
    }

    /// A call begins: its webhook goes to this URL, with retries as OpenAI makes them, though not
    /// for three days.
    public LineCall dial(Script script, URI webhookUrl) {
        return dial(script, Webhook.at(webhookUrl, http));
    }

    /// A call begins; its deliveries are handed over instead of posted.
    public LineCall dial(Script script, Webhook webhook) {
        var call = ringing(ids.call(), script);
        calls.put(call.callId(), call);
        dialler.dial(call.line(), webhook);
        return call;
    }

    /// From now on whatever call it is asked about is there, and rings: for webhooks that somebody
    /// else has sent.
    public void ringStrangers(Script script) {
        strangers = Optional.of(script);
    }

    private Optional<LineCall> reached(String callId) {
        if (strangers.isEmpty() || !CALL_ID.matcher(callId).matches()) return call(callId);
        return Optional.of(calls.computeIfAbsent(callId, id -> ringing(id, strangers.get())));
    }

    private LineCall ringing(String callId, Script script) {
        if (calls.size() >= MAX_CALLS) throw new IllegalStateException("too many calls");
        var call = new LineCall(new PhoneLine(callId, script, time, ids));
        call.line().ring();
        return call;
    }

    public Optional<LineCall> call(String callId) {
        return Optional.ofNullable(calls.get(callId));
    }

    public List<LineCall> calls() {
        return List.copyOf(calls.values());
    }

    /// Ends every call, and knows nothing of it any more.
    public void forget() {
        calls.values().forEach(call -> call.line().guard.locked(() -> hangUp(call.line())));
        calls.clear();
    }

    /// Ends every call, then listens no more.
    @Override
    public void close() {
        forget();
        time.close();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the scripted OpenAI cannot stop", e);
        } finally {
            http.shutdownNow();
        }
    }

    private static void hangUp(PhoneLine line) {
        line.end(EndedBy.SERVER_CLOSED);
        line.sidebands.dropForGood();
    }
}
