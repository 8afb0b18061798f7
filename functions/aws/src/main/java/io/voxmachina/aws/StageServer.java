package io.voxmachina.aws;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// The server of a [Stage]: on this machine only, with a thread for each of a few connections.
final class StageServer implements AutoCloseable {
    private static final int BACKLOG = 16;
    private static final long PATIENCE_MS = 1000;

    private final Function<String, StageAnswer> answers;
    private final ServerSocket door;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean last;

    StageServer(Function<String, StageAnswer> answers) throws IOException {
        this.answers = answers;
        door = new ServerSocket(0, BACKLOG, InetAddress.getByName("127.0.0.1"));
        start(this::welcome);
    }

    String uri() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    void last() {
        last = true;
    }

    private void start(Runnable part) {
        threads.add(Thread.ofPlatform().daemon().name("rehearsal").start(part));
    }

    private void welcome() {
        try {
            while (true) {
                var socket = door.accept();
                sockets.add(socket);
                start(() -> serve(socket));
            }
        } catch (IOException e) {
            // the rehearsal is over
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            new StageConnection(socket.getInputStream(), socket.getOutputStream())
                    .serve(answers, () -> last);
        } catch (IOException e) {
            // the other side has gone
        } finally {
            sockets.remove(socket);
        }
    }

    /// Returns when its threads have ended.
    @Override
    public void close() throws IOException {
        door.close();
        for (var socket : sockets) socket.close();
        try {
            for (var thread : threads) thread.join(PATIENCE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
