package io.voxmachina.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.zip.CRC32;

/// One connection of a [Stage]: as much of HTTP and of WebSocket as our own clients speak.
final class StageConnection {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // RFC 6455, 1.3
    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;

    private final DataInputStream in;
    private final OutputStream out;

    StageConnection(InputStream in, OutputStream out) {
        this.in = new DataInputStream(new BufferedInputStream(in));
        this.out = out;
    }

    /// @param last whether the connection ends with this answer
    void serve(Function<String, StageAnswer> answers, BooleanSupplier last) throws IOException {
        while (true) {
            var path = line().split(" ", 3)[1].split("\\?", 2)[0];
            var headers = headers();
            in.skipNBytes(Long.parseLong(headers.getOrDefault("content-length", "0")));
            var answer = answers.apply(headers.getOrDefault("x-amz-target", path));
            var key = headers.get("sec-websocket-key");
            if (key != null) {
                socket(key, answer);
                return;
            }
            var ending = last.getAsBoolean();
            write(answer, ending);
            if (ending) return;
        }
    }

    private Map<String, String> headers() throws IOException {
        var headers = new HashMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            var parts = line.split(":", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
        }
        return headers;
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte())
            if (next != '\r') line.write(next);
        return line.toString(UTF_8);
    }

    private void write(StageAnswer answer, boolean ending) throws IOException {
        var head =
                "HTTP/1.1 %d OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n"
                        + "x-amz-crc32: %d\r\n%s\r\n";
        var body = answer.json().getBytes(UTF_8);
        var sum = new CRC32(); // as DynamoDB sends it
        sum.update(body);
        var end = ending ? "connection: close\r\n" : "";
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(
                head.formatted(answer.status(), body.length, sum.getValue(), end).getBytes(UTF_8));
        bytes.writeBytes(body);
        bytes.writeTo(out);
    }

    /// Sends the messages, and stays until the other side closes.
    private void socket(String key, StageAnswer answer) throws IOException {
        var head =
                "HTTP/1.1 101 OK\r\nconnection: upgrade\r\nupgrade: websocket\r\n"
                        + "sec-websocket-accept: %s\r\n\r\n";
        out.write(head.formatted(accepted(key)).getBytes(UTF_8));
        for (var message : answer.json().lines().toList()) frame(message.getBytes(UTF_8));
        while (opcode() != CLOSE) {} // what it says is of no interest
        out.write(new byte[] {(byte) CLOSE, 0});
    }

    private static String accepted(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    private void frame(byte[] text) throws IOException {
        var frame = new ByteArrayOutputStream();
        frame.write(TEXT);
        if (text.length < 126) frame.write(text.length);
        else frame.writeBytes(new byte[] {126, (byte) (text.length >> 8), (byte) text.length});
        frame.writeBytes(text);
        frame.writeTo(out);
    }

    /// Reads a frame of the client, which is always masked, and leaves what is in it.
    private int opcode() throws IOException {
        int opcode = in.readUnsignedByte();
        int length = in.readUnsignedByte() & 0x7f;
        if (length == 127) throw new EOFException("nobody says so much");
        in.skipNBytes(4 + (length == 126 ? in.readUnsignedShort() : length));
        return opcode;
    }
}
