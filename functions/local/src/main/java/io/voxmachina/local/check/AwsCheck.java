package io.voxmachina.local.check;

import static io.voxmachina.local.check.Finding.advice;
import static io.voxmachina.local.check.Finding.good;
import static io.voxmachina.local.check.Finding.wrong;

import io.voxmachina.aws.Clients;
import io.voxmachina.dynamo.DynamoCalls;
import io.voxmachina.local.cli.AwsTrouble;
import io.voxmachina.local.deploy.StackSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// What is needed of a deployed stack. What it consists of is read from the webhook function's own
/// configuration.
final class AwsCheck {
    private static final int OF_A_NEW_ACCOUNT = 10;
    private static final String PLACEHOLDER = "replace-me";

    private final LambdaClient lambda;
    private final DynamoDbClient dynamo;
    private final SecretsManagerClient secrets;
    private final List<Finding> findings = new ArrayList<>();

    AwsCheck(LambdaClient lambda, DynamoDbClient dynamo, SecretsManagerClient secrets) {
        this.lambda = lambda;
        this.dynamo = dynamo;
        this.secrets = secrets;
    }

    /// Looks with whatever credentials and region the SDK finds.
    static List<Finding> findings(String stack) {
        try (var lambda = Clients.STANDARD.lambda();
                var dynamo = DynamoCalls.client();
                var secrets = Clients.STANDARD.secretsManager()) {
            return new AwsCheck(lambda, dynamo, secrets).of(stack);
        } catch (SdkException e) {
            return List.of(wrong("AWS", AwsTrouble.sentence(e, "the stack " + stack)));
        }
    }

    List<Finding> of(String stack) {
        var settings =
                asked(
                        "Stack " + stack,
                        "the function " + StackSettings.function(stack),
                        () -> StackSettings.of(stack, lambda));
        settings.ifPresent(it -> ofStack(stack, it));
        return List.copyOf(findings);
    }

    private void ofStack(String stack, Map<String, String> settings) {
        findings.add(good("Stack " + stack, "Is deployed, and your credentials reach it."));
        table(settings.getOrDefault("CALLS_TABLE", ""));
        secret("API key", settings.getOrDefault("API_KEY_SECRET_ID", ""), OpenAiCheck::keyFault);
        secret(
                "Webhook secret",
                settings.getOrDefault("WEBHOOK_SECRET_ID", ""),
                OpenAiCheck::secretFault);
        asked("Concurrency", "the account", () -> lambda.getAccountSettings(it -> {}))
                .map(it -> it.accountLimit().concurrentExecutions())
                .ifPresent(it -> findings.add(concurrency(it)));
    }

    private void table(String name) {
        var description =
                asked(
                        "Table",
                        "the table " + name,
                        () -> dynamo.describeTable(it -> it.tableName(name)));
        description.ifPresent(it -> findings.add(TableCheck.finding(it.table())));
    }

    private void secret(String what, String id, Function<String, Optional<String>> fault) {
        asked(
                        what,
                        "its secret",
                        () -> secrets.getSecretValue(it -> it.secretId(id)).secretString())
                .ifPresent(value -> findings.add(secretFinding(what, value, fault)));
    }

    private static Finding secretFinding(
            String what, String value, Function<String, Optional<String>> fault) {
        if (PLACEHOLDER.equals(value)) {
            return wrong(what, "Still the placeholder: docs/openai.md says how to store it.");
        }
        return fault.apply(value)
                .map(sentence -> wrong(what, sentence))
                .orElseGet(() -> good(what, "Is set, and has the right shape."));
    }

    private static Finding concurrency(int executions) {
        return executions > OF_A_NEW_ACCOUNT
                ? good("Concurrency", executions + " functions may run at once.")
                : advice(
                        "Concurrency",
                        "Only "
                                + executions
                                + " functions may run at once in this account, hence few calls at"
                                + " a time: ask AWS for more (Service Quotas, Lambda, Concurrent"
                                + " executions).");
    }

    private <T> Optional<T> asked(String what, String about, Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (SdkException e) {
            findings.add(wrong(what, AwsTrouble.sentence(e, about)));
            return Optional.empty();
        }
    }
}
