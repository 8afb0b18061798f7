package io.voxmachina.openai;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// One HTTP request in the hands of a test, or the WebSocket that it became.
final class Exchange {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // RFC 6455, 1.3

    final String target;
    final Map<String, String> headers;
    final String body;
    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    private Exchange(
            String target, Map<String, String> headers, String body, Socket socket, InputStream in)
            throws IOException {
        this.target = target;
        this.headers = headers;
        this.body = body;
        this.socket = socket;
        this.in = new DataInputStream(in);
        this.out = socket.getOutputStream();
    }

    static Exchange read(Socket socket) throws IOException {
        var in = socket.getInputStream();
        var line = line(in);
        if (line.isEmpty()) return null;
        var headers = new HashMap<String, String>();
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            var colon = header.indexOf(':');
            var name = header.substring(0, colon).toLowerCase(Locale.ROOT);
            headers.put(name, header.substring(colon + 1).strip());
        }
        var length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        var body = new String(in.readNBytes(length), UTF_8);
        return new Exchange(line.split(" ")[1], headers, body, socket, in);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next != '\n' && next >= 0; next = in.read())
            if (next != '\r') line.append((char) next);
        return line.toString();
    }

    /// Tells its connection from others.
    int connection() {
        return socket.getPort();
    }

    void reply(int status, String json, String... moreHeaders) throws IOException {
        var more = moreHeaders.length == 0 ? "" : String.join("\r\n", moreHeaders) + "\r\n";
        var head =
                "HTTP/1.1 %d Scripted\r\nContent-Type: application/json\r\nContent-Length: %d\r\n%s\r\n"
                        .formatted(status, json.getBytes(UTF_8).length, more);
        raw(head + json);
    }

    void error(int status, String code) throws IOException {
        reply(status, "{\"error\":{\"message\":\"no\",\"type\":\"t\",\"code\":\"" + code + "\"}}");
    }

    void raw(String text) throws IOException {
        out.write(text.getBytes(UTF_8));
        out.flush();
    }

    void drop() throws IOException {
        socket.close();
    }

    // --- as a WebSocket

    Exchange upgrade(String... moreHeaders) throws Exception {
        var digest = MessageDigest.getInstance("SHA-1");
        var key = digest.digest((headers.get("sec-websocket-key") + GUID).getBytes(ISO_8859_1));
        var accept = Base64.getEncoder().encodeToString(key);
        var more = moreHeaders.length == 0 ? "" : String.join("\r\n", moreHeaders) + "\r\n";
        raw(
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: "
                        + accept
                        + "\r\n"
                        + more
                        + "\r\n");
        return this;
    }

    /// Waits for something to have happened.
    Exchange after(CountDownLatch event) throws InterruptedException {
        assertTrue(event.await(10, TimeUnit.SECONDS));
        return this;
    }

    Exchange text(String json) throws IOException {
        return frame(0x1, json.getBytes(UTF_8));
    }

    Exchange close(int code) throws IOException {
        return frame(0x8, ByteBuffer.allocate(2).putShort((short) code).array());
    }

    Exchange frame(int opcode, byte[] payload) throws IOException {
        var head = ByteBuffer.allocate(10).put((byte) (0x80 | opcode));
        if (payload.length < 126) head.put((byte) payload.length);
        else if (payload.length < 65_536) head.put((byte) 126).putShort((short) payload.length);
        else head.put((byte) 127).putLong(payload.length);
        var whole = ByteBuffer.allocate(head.position() + payload.length);
        whole.put(head.flip()).put(payload);
        out.write(whole.array());
        out.flush();
        return this;
    }

    /// The next text of the client; answers its pings meanwhile. Throws when there is none.
    String next() throws IOException {
        while (true) {
            var opcode = in.readUnsignedByte() & 0xf;
            var payload = payload();
            if (opcode == 0x1) return new String(payload, UTF_8);
            if (opcode == 0x8) throw new EOFException("closed by the client");
            if (opcode == 0x9) frame(0xa, payload);
        }
    }

    /// Reads until the client has gone.
    void hold() throws IOException {
        while (true) next();
    }

    private byte[] payload() throws IOException {
        long length = in.readUnsignedByte() & 0x7f;
        if (length == 126) length = in.readUnsignedShort();
        else if (length == 127) length = in.readLong();
        var mask = in.readNBytes(4);
        var payload = in.readNBytes((int) length);
        for (var at = 0; at < payload.length; at++) payload[at] ^= mask[at % 4];
        return payload;
    }
}
