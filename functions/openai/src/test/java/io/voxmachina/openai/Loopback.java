package io.voxmachina.openai;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server on loopback that does on each connection exactly what a test tells it, also what no
/// proper server does.
final class Loopback implements AutoCloseable {
    private final ServerSocket server;
    private final Behaviour behaviour;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();

    private Loopback(Behaviour behaviour) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.behaviour = behaviour;
    }

    /// What happens to a request. The connection stays open for the next one when it returns.
    interface Behaviour {
        void on(Exchange exchange) throws Exception;
    }

    static Loopback doing(Behaviour behaviour) {
        try {
            var loopback = new Loopback(behaviour);
            Thread.ofVirtual().name("loopback").start(loopback::accept);
            return loopback;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
    }

    /// The requests so far.
    List<Exchange> exchanges() {
        return exchanges;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            while (true) {
                var exchange = Exchange.read(socket);
                if (exchange == null) return;
                exchanges.add(exchange);
                behaviour.on(exchange);
            }
        } catch (Exception e) {
            // The connection ends; the client's view of that is what the test looks at.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var socket : sockets) socket.close();
    }
}
