package io.voxmachina.fakes.http;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/// An HTTP server that only this machine can reach, and no web page in its browsers ([HostGuard]).
public final class Loopback implements AutoCloseable {
    /// The one address anything of ours listens on.
    public static final String HOST = "127.0.0.1";

    private final Server server = new Server(new VirtualThreadPool());
    private final ServerConnector connector;

    private Loopback(int port, Hosts hosts, Handler handler) {
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setUriCompliance(UriCompliance.UNSAFE); // an ARN's slash comes as %2F
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(HOST);
        connector.setPort(port);
        connector.setIdleTimeout(0); // a Runtime API poll may wait for hours
        server.addConnector(connector);
        server.setErrorHandler(Loopback::refuse);
        server.setHandler(new HostGuard(hosts, handler));
        server.setStopTimeout(0);
    }

    /// What Jetty refuses before a handler sees it is told as JSON, too, like all else; the code is
    /// made of the message.
    private static boolean refuse(Request request, Response response, Callback callback) {
        var message = HttpStatus.getMessage(response.getStatus());
        var code = message.toLowerCase(Locale.ROOT).replace(' ', '_');
        var reply = HttpReply.error(response.getStatus(), code, message);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.write(true, ByteBuffer.wrap(reply.body()), callback);
        return true;
    }

    /// Serves requests up to `bodyLimit` bytes; larger ones are answered 413. Port 0 takes a free
    /// one; another may be [PortTaken].
    public static Loopback serving(int port, int bodyLimit, HttpService service) {
        return serving(port, Hosts.LOOPBACK, bodyLimit, service);
    }

    /// Serves them under these host names.
    public static Loopback serving(int port, Hosts hosts, int bodyLimit, HttpService service) {
        return with(port, hosts, new ServiceHandler(service, bodyLimit));
    }

    /// Serves whatever a Jetty handler serves.
    public static Loopback with(int port, Hosts hosts, Handler handler) {
        var loopback = new Loopback(port, hosts, handler);
        try {
            loopback.server.start();
        } catch (IOException e) {
            loopback.close();
            throw new PortTaken(port, e);
        } catch (Exception e) {
            loopback.close();
            throw new IllegalStateException("The loopback server does not start", e);
        }
        return loopback;
    }

    public int port() {
        return connector.getLocalPort();
    }

    public URI uri() {
        return URI.create("http://" + HOST + ":" + port());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The loopback server does not stop", e);
        }
    }
}
