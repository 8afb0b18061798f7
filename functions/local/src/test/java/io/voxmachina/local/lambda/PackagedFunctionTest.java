package io.voxmachina.local.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxmachina.fakes.aws.AsyncSettings;
import io.voxmachina.fakes.aws.FakeLambda;
import io.voxmachina.fakes.aws.Later;
import io.voxmachina.local.gateway.HttpFront;
import io.voxmachina.local.gateway.Route;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PackagedFunctionTest {
    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir Path root;

    @Test
    void aRequestReachesAPackagedFunctionAndItsAnswerComesBack() throws Exception {
        var settings =
                new LambdaSettings(
                        "echo", TestPackage.in(root), EchoHandler.class.getName(), Map.of());
        var routes = List.of(new Route("GET", "/calls/{callId}", "echo"));
        try (var scheduler = Executors.newSingleThreadScheduledExecutor();
                var api = new RuntimeApi();
                var function =
                        new LambdaFunction(settings, api, Concurrency.ofANewAccount(), _ -> {});
                var lambda = new FakeLambda(0, AsyncSettings.LAMBDA, CLOCK, Later.on(scheduler));
                var front = new HttpFront(0, routes, lambda::invoke, CLOCK);
                var http = HttpClient.newHttpClient()) {
            lambda.host("echo", function, Duration.ofSeconds(20));

            var request = HttpRequest.newBuilder(front.uri().resolve("/calls/c-1?limit=2"));
            var response =
                    http.send(request.header("X-Probe", "p").build(), BodyHandlers.ofString());

            assertEquals(201, response.statusCode());
            assertEquals("yes", response.headers().firstValue("x-seen").orElseThrow());
            assertEquals("GET /calls/c-1 {callId=c-1} {limit=2} p null", response.body());
        }
    }
}
