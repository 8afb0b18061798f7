package io.voxmachina.local.system;

import io.voxmachina.local.dynamo.DataFolder;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The values that the programs' environments have on this machine. A program is given the names
/// that its template declares, and of those only the ones that have a value here.
final class LocalEnvironment {
    static final String CLUSTER = "local";
    static final String FAMILY = "monitor";
    static final String API_KEY = "sk-local";

    private final Map<String, String> values = new HashMap<>();

    LocalEnvironment(LocalSettings settings, Endpoints endpoints) {
        values.put("CALLS_TABLE", DataFolder.TABLE);
        values.put("LOG_LEVEL", settings.given("LOG_LEVEL").orElse("INFO"));
        values.put("RESPONDER_FUNCTION", "ResponderFunction");
        values.put("KEEPER_FUNCTION", "KeeperFunction");
        values.put("OPENAI_API_KEY", settings.given("OPENAI_API_KEY").orElse(API_KEY));
        values.put("OPENAI_WEBHOOK_SECRET", endpoints.webhookSecret());
        settings.given("OPENAI_WEBHOOK_SECRET_PREVIOUS")
                .ifPresent(it -> values.put("OPENAI_WEBHOOK_SECRET_PREVIOUS", it));
        values.put("OPENAI_BASE_URL", endpoints.openAi());
        values.put("AWS_ENDPOINT_URL_DYNAMODB", endpoints.dynamo());
        values.put("AWS_ENDPOINT_URL_LAMBDA", endpoints.lambda());
        values.put("AWS_ENDPOINT_URL_ECS", endpoints.ecs());
        if (!settings.monitors()) return;
        values.put("MONITOR_CLUSTER", CLUSTER);
        values.put("MONITOR_TASK_DEFINITION", FAMILY);
        values.put("MONITOR_SUBNETS", "subnet-local");
        values.put("MONITOR_SECURITY_GROUPS", "sg-local");
    }

    /// Where the stand-ins for AWS and OpenAI are, and what OpenAI signs with.
    record Endpoints(
            String dynamo, String lambda, String ecs, String openAi, String webhookSecret) {}

    Map<String, String> of(Set<String> declared) {
        var environment = new LinkedHashMap<String, String>();
        declared.stream()
                .filter(values::containsKey)
                .forEach(name -> environment.put(name, values.get(name)));
        return environment;
    }

    /// For the task: beside what its template declares, what the AWS SDK is told on a machine
    /// without AWS.
    Map<String, String> ofTask(Set<String> declared) {
        var environment = of(declared);
        for (var name :
                Set.of("OPENAI_API_KEY", "AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL_LAMBDA")) {
            environment.put(name, values.get(name));
        }
        environment.put("AWS_REGION", "us-east-1");
        environment.put("AWS_ACCESS_KEY_ID", "local");
        environment.put("AWS_SECRET_ACCESS_KEY", "local");
        return environment;
    }
}
