package io.voxmachina.fakes.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.fakes.aws.AsyncSettings;
import io.voxmachina.fakes.aws.EcsSettings;
import io.voxmachina.fakes.aws.FakeEcs;
import io.voxmachina.fakes.aws.FakeLambda;
import io.voxmachina.fakes.aws.Later;
import io.voxmachina.fakes.openai.ScriptedOpenAi;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class HostGuardTest {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Later NEVER = (_, _) -> {};
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @Test
    void noForeignHostNameReachesLambda() throws IOException {
        try (var lambda = new FakeLambda(0, AsyncSettings.LAMBDA, CLOCK, NEVER)) {
            assertGuarded(lambda.uri());
        }
    }

    @Test
    void noForeignHostNameReachesEcs() throws IOException {
        var settings = new EcsSettings("phones", Duration.ZERO, 2);
        try (var ecs = new FakeEcs(0, settings, CLOCK, NEVER, _ -> {})) {
            assertGuarded(ecs.uri());
        }
    }

    @Test
    void noForeignHostNameReachesTheScriptedOpenAi() throws IOException {
        var settings = ScriptedOpenAi.Settings.of("sk-practice", SECRET);
        try (var openAi = ScriptedOpenAi.start(settings)) {
            assertGuarded(openAi.baseUrl());
        }
    }

    /// A page at evil.example, whose DNS name now says 127.0.0.1; and one that posts blindly.
    private static void assertGuarded(URI server) throws IOException {
        var rebound = told(server, "Host: evil.example");
        assertTrue(rebound.startsWith("HTTP/1.1 421 "), rebound);
        var posted = told(server, "Host: 127.0.0.1\r\nOrigin: https://evil.example");
        assertTrue(posted.startsWith("HTTP/1.1 403 "), posted);
        assertTrue(posted.contains("\"forbidden\""), posted);
    }

    /// As a page's `<img>`, its `<script src>` or a link in it asks: without an `Origin`.
    @ParameterizedTest
    @CsvSource({"cross-site, 403", "same-site, 403", "same-origin, 200", "none, 200"})
    void noPageElsewhereLoadsAnything(String site, int status) throws IOException {
        try (var server = answering(Hosts.LOOPBACK)) {
            var told = told(server.uri(), "Host: localhost\r\nSec-Fetch-Site: " + site);
            assertTrue(told.startsWith("HTTP/1.1 " + status + " "), told);
        }
    }

    @Test
    void whatATunnelLeadsToMindsNoPage() throws IOException {
        try (var webhook = answering(Hosts.ANY)) {
            var told = told(webhook.uri(), "Host: a.example\r\nSec-Fetch-Site: cross-site");
            assertTrue(told.startsWith("HTTP/1.1 200 "), told);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"host.docker.internal:8180", "172.17.0.1:8180", "localhost:8180"})
    void containersReachWhatIsForThem(String host) throws IOException {
        try (var fake = answering(Hosts.CONTAINERS)) {
            assertEquals("HTTP/1.1 200 OK", firstLine(fake, host));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "docker.internal", "1.2.3.4.evil.example", "1.2.3"})
    void noForeignHostNameReachesWhatIsForContainers(String host) throws IOException {
        try (var fake = answering(Hosts.CONTAINERS)) {
            assertEquals("HTTP/1.1 421 Misdirected Request", firstLine(fake, host));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"host.docker.internal:8180", "172.17.0.1:8180"})
    void containersDoNotReachTheRest(String host) throws IOException {
        try (var server = answering(Hosts.LOOPBACK)) {
            assertEquals("HTTP/1.1 421 Misdirected Request", firstLine(server, host));
        }
    }

    private static Loopback answering(Hosts hosts) {
        return Loopback.serving(0, hosts, 1_000, _ -> HttpReply.empty(200));
    }

    private static String firstLine(Loopback server, String host) throws IOException {
        return told(server.uri(), "Host: " + host).lines().findFirst().orElseThrow();
    }

    private static String told(URI server, String headers) throws IOException {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            var request = "GET / HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
