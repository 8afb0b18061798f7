package io.voxmachina.openai;

import io.voxmachina.call.CallId;
import io.voxmachina.call.Log;
import java.io.IOException;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The SDK's first request and first socket take seconds on a busy machine; the tests' time limits
/// are not about that.
final class Warm implements BeforeAllCallback {
    private static final CallId CALL = new CallId("rtc_warm");

    @Override
    public void beforeAll(ExtensionContext tests) throws IOException {
        var platform = new TestPlatform();
        AcceptBody.check(Agents.practice());
        try (var openAi = Loopback.doing(exchange -> exchange.error(404, "call_id_not_found"));
                var clients = new OpenAiClients(openAi.baseUrl(), () -> "sk-test")) {
            new OpenAiCalls(clients, platform, Log.none())
                    .accept(CALL, Agents.practice(), platform.now().plusSeconds(20));
            new RealtimeSideband(clients, platform, Log.none()).attach(CALL);
        }
    }
}
