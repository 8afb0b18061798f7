package io.voxmachina.local.bench;

import io.voxmachina.fakes.http.Loopback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Passes bytes on to a simulated service, and adds up how long its clients wait for it: from the
/// last byte of a request until the first of its answer.
///
/// It knows HTTP/1.1 without pipelining: who has asked waits for the answer.
final class TimedProxy implements AutoCloseable {
    private static final int CHUNK = 64 * 1024;
    private static final int BACKLOG = 16;

    private final AtomicLong spent = new AtomicLong();
    private final ServerSocket door;
    private final URI target;

    TimedProxy(URI target) {
        this.target = target;
        try {
            door = new ServerSocket(0, BACKLOG, InetAddress.getByName(Loopback.HOST));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::admit);
    }

    URI uri() {
        return URI.create("http://" + Loopback.HOST + ":" + door.getLocalPort());
    }

    /// How long it took since the last time that this was asked.
    Duration spent() {
        return Duration.ofNanos(spent.getAndSet(0));
    }

    private void admit() {
        try {
            while (true) connect(door.accept());
        } catch (IOException e) {
            close(); // if it is not: whoever asks finds nobody, instead of waiting
        }
    }

    private void connect(Socket client) throws IOException {
        var service = new Socket(target.getHost(), target.getPort());
        client.setTcpNoDelay(true);
        service.setTcpNoDelay(true);
        var asked = new AtomicLong();
        pass(client, service, () -> asked.set(System.nanoTime()), () -> {});
        pass(service, client, () -> {}, () -> answered(asked.getAndSet(0)));
    }

    private void answered(long asked) {
        if (asked != 0) spent.addAndGet(System.nanoTime() - asked);
    }

    private static void pass(Socket from, Socket to, Runnable came, Runnable went) {
        Thread.ofVirtual()
                .start(
                        () -> {
                            try (from;
                                    to) {
                                var in = from.getInputStream();
                                var chunk = new byte[CHUNK];
                                for (int n = in.read(chunk); n > 0; n = in.read(chunk)) {
                                    came.run();
                                    to.getOutputStream().write(chunk, 0, n);
                                    went.run();
                                }
                            } catch (IOException e) {
                                // one of them has hung up
                            }
                        });
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
