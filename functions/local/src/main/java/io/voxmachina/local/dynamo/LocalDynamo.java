package io.voxmachina.local.dynamo;

import io.voxmachina.fakes.http.Hosts;
import io.voxmachina.fakes.http.Loopback;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/// DynamoDB Local in this process, behind a server of ours: its own listens on every interface of
/// the machine.
///
/// Whatever region and credentials a client has, it sees the same tables. Nothing reports the use
/// to anybody: only DynamoDB Local's own launchers do that.
public final class LocalDynamo implements AutoCloseable {
    private static final boolean SHARED = true;
    private static final boolean DELAY_STATUSES = false;
    private static final String NO_WEB_PAGE = ""; // origins that CORS lets in

    private final LocalDynamoDBServerHandler handler;
    private final Loopback server;

    private LocalDynamo(int port, Hosts hosts, Path folder) {
        var engine =
                new LocalDynamoDBRequestHandler(
                        0,
                        folder == null,
                        folder == null ? null : folder.toString(),
                        SHARED,
                        DELAY_STATUSES);
        handler = new LocalDynamoDBServerHandler(engine, NO_WEB_PAGE);
        server = Loopback.with(port, hosts, handler);
    }

    /// Tables that are gone when the process ends. Port 0 takes a free one.
    public static LocalDynamo inMemory(int port) {
        return inMemory(port, Hosts.LOOPBACK);
    }

    /// Under these host names.
    public static LocalDynamo inMemory(int port, Hosts hosts) {
        return new LocalDynamo(port, hosts, null);
    }

    /// Tables in a folder, which is created when missing; they survive even a `kill -9`.
    public static LocalDynamo in(Path folder, int port) throws IOException {
        Files.createDirectories(folder);
        return new LocalDynamo(port, Hosts.LOOPBACK, folder);
    }

    /// What goes to `AWS_ENDPOINT_URL_DYNAMODB`.
    public URI uri() {
        return server.uri();
    }

    @Override
    public void close() {
        server.close();
        handler.close();
    }
}
