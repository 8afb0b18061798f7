package io.voxmachina.aws;

import io.voxmachina.call.Keepers;
import software.amazon.awssdk.services.lambda.LambdaClient;

/// Wakes the keeper by invoking its function asynchronously.
public final class LambdaKeepers implements Keepers {
    private final Invocation keeper;

    /// @param function name or ARN
    public LambdaKeepers(LambdaClient lambda, String function) {
        keeper = new Invocation(lambda, function);
    }

    @Override
    public void wake() {
        keeper.send("wake the keeper", Invocation.payload().put("wake", true));
    }
}
