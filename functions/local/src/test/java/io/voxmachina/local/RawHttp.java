package io.voxmachina.local;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// Requests with headers that no client of ours would send.
public final class RawHttp {
    private RawHttp() {}

    /// The whole answer as text.
    ///
    /// @param headers lines, among them `Host`
    public static String post(URI server, String path, String headers, String body)
            throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        return send(server, "POST " + path, headers + "\r\nContent-Length: " + bytes.length, bytes);
    }

    /// The same without a body, by any method.
    ///
    /// @param asked for example `GET /calls`
    public static String send(URI server, String asked, String headers) throws IOException {
        return send(server, asked, headers, new byte[0]);
    }

    private static String send(URI server, String asked, String headers, byte[] body)
            throws IOException {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            var head = asked + " HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
