package io.voxmachina.local.deploy;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.EnvironmentResponse;

/// What a deployed stack consists of: its webhook's environment names table and secrets.
public final class StackSettings {
    private StackSettings() {}

    /// The name of the webhook function.
    public static String function(String stack) {
        return stack + "-webhook";
    }

    /// What the webhook function finds in its environment.
    public static Map<String, String> of(String stack, LambdaClient lambda) {
        var read = lambda.getFunctionConfiguration(it -> it.functionName(function(stack)));
        return Optional.ofNullable(read.environment())
                .map(EnvironmentResponse::variables)
                .orElse(Map.of());
    }
}
