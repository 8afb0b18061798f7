package io.voxmachina.dynamo;

import cloud.localstack.docker.Container;
import cloud.localstack.docker.command.RunCommand;
import cloud.localstack.docker.command.StopCommand;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.regex.Pattern;

/// A LocalStack container. `Localstack.INSTANCE` would publish fixed ports to the whole network, so
/// it is started by the commands below it, on a free port of the loopback.
///
/// @param container its id
/// @param endpoint where it listens
record LocalStack(String container, URI endpoint) implements AutoCloseable {
    private static final int PORT = 4566;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

    static LocalStack start() throws IOException {
        int port = freePort();
        var printed = run(port).withEnvironmentVariable("SERVICES", "dynamodb").execute();
        var id = ID.matcher(printed);
        if (!id.find()) throw new IOException("docker run printed no id: " + printed);
        var started = new LocalStack(id.group(), URI.create("http://127.0.0.1:" + port));
        Container.getRunningLocalstackContainer(id.group())
                .waitForLogToken(Pattern.compile("Ready\\."));
        return started;
    }

    private static RunCommand run(int port) {
        return new RunCommand("localstack/localstack", "latest") {
            {
                addOptions("-p", "127.0.0.1:" + port + ":" + PORT);
            }
        };
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        new StopCommand(container).execute();
    }
}
