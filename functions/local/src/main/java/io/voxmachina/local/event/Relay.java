package io.voxmachina.local.event;

import io.voxmachina.local.cli.Trouble;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/// Lets containers of this machine reach a port of its loopback: they see the machine at the
/// address of their bridge.
final class Relay implements AutoCloseable {
    private static final int MOST = 200;

    private final ServerSocket server;
    private final int port;
    private final ExecutorService connections = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore free = new Semaphore(MOST);

    private Relay(ServerSocket server, int port) {
        this.server = server;
        this.port = port;
    }

    /// Listens on `address`, which must be a private one, and carries on to the same port of the
    /// loopback.
    static Relay from(InetAddress address, int port) throws IOException {
        if (!address.isSiteLocalAddress()) {
            throw new Trouble(
                    address.getHostAddress()
                            + " is no private address, such as a"
                            + " Docker bridge has.");
        }
        var relay = new Relay(new ServerSocket(port, MOST, address), port);
        relay.connections.execute(relay::accept);
        return relay;
    }

    private void accept() {
        try {
            while (true) carry(server.accept());
        } catch (IOException _) {
            // closed
        }
    }

    private void carry(Socket near) throws IOException {
        if (!free.tryAcquire()) {
            near.close();
            return;
        }
        connections.execute(() -> carryBothWays(near));
    }

    private void carryBothWays(Socket near) {
        try (near;
                var far = new Socket()) {
            far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            var back = connections.submit(() -> pump(far, near));
            pump(near, far);
            back.get();
        } catch (IOException | java.util.concurrent.ExecutionException _) {
            // an end has gone, and takes the other one along
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            free.release();
        }
    }

    private static Void pump(Socket from, Socket to) throws IOException {
        from.getInputStream().transferTo(to.getOutputStream());
        to.shutdownOutput();
        return null;
    }

    @Override
    public void close() throws IOException {
        server.close();
        connections.shutdownNow();
    }
}
