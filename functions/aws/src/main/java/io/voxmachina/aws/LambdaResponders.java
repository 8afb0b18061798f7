package io.voxmachina.aws;

import io.voxmachina.call.Responders;
import software.amazon.awssdk.services.lambda.LambdaClient;

/// Wakes responders by invoking their function asynchronously.
public final class LambdaResponders implements Responders {
    private final Invocation responder;

    /// @param function name or ARN
    public LambdaResponders(LambdaClient lambda, String function) {
        responder = new Invocation(lambda, function);
    }

    @Override
    public void wake(Wake wake) {
        var payload =
                Invocation.payload()
                        .put("callId", wake.call().value())
                        .put("successor", wake.name().orElse(null))
                        .put("hop", wake.hop());
        responder.send("wake a responder for " + wake.call(), payload);
    }
}
