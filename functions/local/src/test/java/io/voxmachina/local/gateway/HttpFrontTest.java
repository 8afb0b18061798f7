package io.voxmachina.local.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voxmachina.fakes.aws.FunctionHost;
import io.voxmachina.fakes.http.Hosts;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class HttpFrontTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Route> ROUTES =
            List.of(
                    new Route("POST", "/webhook", "webhook"),
                    new Route("GET", "/calls/{callId}", "history"),
                    new Route("GET", "/calls/open", "open"),
                    new Route("GET", "/calls/{callId}/transcript", "history"));

    private static final int HUGE = 100_000;

    private static final InstantSource CLOCK = () -> Instant.parse("2026-11-21T09:00:00Z");

    private final HttpFront front = front(Duration.ofSeconds(15));
    private final HttpClient http = HttpClient.newHttpClient();
    private final CountDownLatch never = new CountDownLatch(1);
    private String answer = "{\"statusCode\":200}";
    private String invoked;
    private JsonNode event;

    private HttpFront front(Duration limit) {
        return new HttpFront(0, Hosts.ANY, ROUTES, this::invoke, limit, HUGE, CLOCK);
    }

    private String invoke(String function, String payload)
            throws FunctionHost.Failed, FunctionHost.Throttled, InterruptedException {
        invoked = function;
        try {
            event = JSON.readTree(payload);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        if (answer.equals("fail")) throw new FunctionHost.Failed("{}");
        if (answer.equals("throttle")) throw new FunctionHost.Throttled();
        if (answer.equals("hang")) never.await();
        return answer;
    }

    @AfterEach
    void close() {
        http.close();
        front.close();
    }

    /// No client of ours would send them.
    @ParameterizedTest
    @ValueSource(strings = {"/calls/1?day=%zz", "/calls/1?%", "/calls/%zz", "/calls/%00"})
    void anAddressThatCannotBeReadIsABadRequest(String address) throws IOException {
        var told = raw(front, address + " HTTP/1.1\r\nHost: x\r\nConnection: close");

        assertTrue(told.startsWith("HTTP/1.1 400 "), told);
        assertTrue(told.contains("Content-Type: application/json"), told);
        assertTrue(told.endsWith(error("bad_request", "Bad Request")), told);
    }

    /// A page at evil.example, whose DNS name now says 127.0.0.1, asks for what callers said.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "127.0.0.1.evil.example:8080",
                "evil.example:80:127.0.0.1",
                "192.168.0.7:8080",
                ""
            })
    void aForeignHostNameReadsNothing(String host) throws IOException {
        try (var own = new HttpFront(0, ROUTES, this::invoke, CLOCK)) {
            var told = raw(own, "/calls/1 HTTP/1.1\r\nHost: " + host + "\r\nConnection: close");

            assertTrue(told.startsWith("HTTP/1.1 4"), told);
            assertTrue(told.contains("{\"error\":\""), told);
            assertNull(invoked);
        }
    }

    @Test
    void aForeignHostNameIsToldWhatIsAnswered() throws IOException {
        try (var own = new HttpFront(0, ROUTES, this::invoke, CLOCK)) {
            var told = raw(own, "/calls/1 HTTP/1.1\r\nHost: evil.example\r\nConnection: close");

            assertTrue(told.startsWith("HTTP/1.1 421 "), told);
            var message = "Only this machine's names are answered here";
            assertTrue(told.endsWith(error("misdirected", message)), told);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1\r\nHost: localhost",
                "1.1\r\nHost: LOCALHOST:8080",
                "1.1\r\nHost: 127.0.0.1:8080",
                "1.1\r\nHost: [::1]:8080",
                "1.0"
            })
    void thisMachinesOwnNamesAreAnswered(String version) throws IOException {
        try (var own = new HttpFront(0, ROUTES, this::invoke, CLOCK)) {
            var told = raw(own, "/calls/1 HTTP/" + version + "\r\nConnection: close");

            assertTrue(told.contains(" 200 "), told);
            assertEquals("history", invoked);
        }
    }

    @Test
    void aTunnelsNameIsAnsweredWhereAnyIs() throws IOException {
        var told =
                raw(front, "/calls/1 HTTP/1.1\r\nHost: x.trycloudflare.com\r\nConnection: close");

        assertTrue(told.startsWith("HTTP/1.1 200 "), told);
    }

    private static String raw(HttpFront front, String request) throws IOException {
        try (var socket = new Socket(front.uri().getHost(), front.uri().getPort())) {
            var bytes = ("GET " + request + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
            socket.getOutputStream().write(bytes);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aRequestBecomesAnEventOfFormatTwo() throws Exception {
        send(
                HttpRequest.newBuilder(front.uri().resolve("/calls/a%20b?limit=2&x=1&x=%2B&y"))
                        .header("X-Probe", "one")
                        .header("X-Probe", "two")
                        .header("Cookie", "a=b; c=d"));

        assertEquals("history", invoked);
        assertEquals("2.0", event.path("version").asText());
        assertEquals("GET /calls/{callId}", event.path("routeKey").asText());
        assertEquals("/calls/a b", event.path("rawPath").asText());
        assertEquals("limit=2&x=1&x=%2B&y", event.path("rawQueryString").asText());
        assertEquals(
                "{\"limit\":\"2\",\"x\":\"1,+\",\"y\":\"\"}",
                event.path("queryStringParameters").toString());
        assertEquals("a b", event.path("pathParameters").path("callId").asText());
        assertEquals("one,two", event.path("headers").path("x-probe").asText());
        assertEquals("[\"a=b\",\"c=d\"]", event.path("cookies").toString());
        var context = event.path("requestContext");
        assertEquals("GET", context.path("http").path("method").asText());
        assertEquals("21/Nov/2026:09:00:00 +0000", context.path("time").asText());
        assertFalse(event.has("body"));
        assertFalse(event.path("isBase64Encoded").asBoolean());
    }

    @Test
    void textComesAsTextAndTheRestInBase64() throws Exception {
        post("application/json; charset=utf-8", "{\"ü\":1}".getBytes(StandardCharsets.UTF_8));
        assertEquals("{\"ü\":1}", event.path("body").asText());
        assertFalse(event.path("isBase64Encoded").asBoolean());

        post("application/x-www-form-urlencoded", "a=b".getBytes(StandardCharsets.UTF_8));
        assertEquals("YT1i", event.path("body").asText());
        assertTrue(event.path("isBase64Encoded").asBoolean());

        post("application/json", new byte[] {'"', (byte) 0xff, '"'});
        assertEquals("Iv8i", event.path("body").asText());
        assertTrue(event.path("isBase64Encoded").asBoolean());
    }

    @Test
    void theFunctionsAnswerIsPassedOn() throws Exception {
        answer =
                """
                {"statusCode":202,"headers":{"X-Seen":"yes","Content-Type":"text/css"},
                 "cookies":["a=b","c=d"],"body":"w7w=","isBase64Encoded":true}\
                """;

        var response = get("/calls/1");

        assertEquals(202, response.statusCode());
        assertEquals("ü", response.body());
        assertEquals("yes", response.headers().firstValue("x-seen").orElseThrow());
        assertEquals("text/css", response.headers().firstValue("content-type").orElseThrow());
        assertEquals(List.of("a=b", "c=d"), response.headers().allValues("set-cookie"));
    }

    @Test
    void anAnswerWithoutAStatusIsTheBody() throws Exception {
        answer = "{\"ok\":true}";

        var response = get("/calls/1");

        assertEquals(200, response.statusCode());
        assertEquals(answer, response.body());
    }

    @Test
    void whatHasNoRouteIsNotFound() throws Exception {
        for (var path : List.of("/", "/webhook", "/calls/", "/calls/1/2", "/calls/1/transcript/")) {
            var response = get(path);
            assertEquals(404, response.statusCode(), path);
            assertEquals(error("not_found", "Not Found"), response.body());
        }
        assertEquals(200, get("/calls/open").statusCode());
        assertEquals("open", invoked);
    }

    @Test
    void troubleBehindTheFrontIsAServerError() throws Exception {
        answer = "fail";
        assertEquals(500, get("/calls/1").statusCode());
        answer = "{\"statusCode\":\"two hundred\"}";
        assertEquals(error("internal", "Internal Server Error"), get("/calls/1").body());
        answer = "throttle";
        assertEquals(503, get("/calls/1").statusCode());
    }

    @Test
    void aFunctionThatTakesTooLongIsUnavailable() throws Exception {
        answer = "hang";
        try (var impatient = front(Duration.ofMillis(200))) {
            var request = HttpRequest.newBuilder(impatient.uri().resolve("/calls/1"));

            assertEquals(error("unavailable", "Service Unavailable"), send(request).body());
        }
    }

    @Test
    void aHugeBodyIsRefusedUnseen() throws Exception {
        var refused = post("text/plain", new byte[HUGE + 1]);

        assertEquals(413, refused.statusCode());
        assertEquals(error("too_large", "Request Entity Too Large"), refused.body());
        assertEquals(200, post("text/plain", new byte[HUGE]).statusCode());
    }

    /// The webhook measures its bodies itself.
    @Test
    void aLargeBodyIsRefusedWhereNoneIsRead() throws Exception {
        var refused = send(calls(new byte[64 * 1024 + 1]));

        assertEquals(413, refused.statusCode());
        assertEquals(error("too_large", "Request Entity Too Large"), refused.body());
        assertEquals(200, send(calls(new byte[64 * 1024])).statusCode());
        assertEquals(200, post("text/plain", new byte[64 * 1024 + 1]).statusCode());
    }

    private HttpRequest.Builder calls(byte[] body) {
        return HttpRequest.newBuilder(front.uri().resolve("/calls/1"))
                .method("GET", BodyPublishers.ofByteArray(body));
    }

    private static String error(String code, String message) {
        return "{\"error\":\"%s\",\"message\":\"%s\"}".formatted(code, message);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(front.uri().resolve(path)));
    }

    private HttpResponse<String> post(String contentType, byte[] body)
            throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(front.uri().resolve("/webhook"))
                        .header("Content-Type", contentType)
                        .POST(BodyPublishers.ofByteArray(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
