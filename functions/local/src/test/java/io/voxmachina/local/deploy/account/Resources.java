package io.voxmachina.local.deploy.account;

import io.voxmachina.dynamo.TableDefinition;
import io.voxmachina.local.dynamo.LocalClients;
import java.util.Map;

/// What stacks make, as far as a deployment or its removal asks for it.
record Resources(Account account) {
    private static final String OF_THE_SAM_CLI = "aws-sam-cli-managed-default";

    void make(Stack stack) {
        if (isRegistry(stack)) account.registry().create(repository(stack));
        else if (!isUploads(stack)) makeTable(table(stack));
    }

    private void makeTable(String name) {
        try (var client = LocalClients.dynamo(account.dynamo().uri())) {
            if (client.listTables().tableNames().contains(name)) return;
            TableDefinition.create(client, name);
            client.updateTable(it -> it.tableName(name).deletionProtectionEnabled(true));
        }
    }

    Map<String, String> outputs(Stack stack) {
        if (isUploads(stack)) return Map.of("SourceBucket", stack.name());
        if (isRegistry(stack))
            return Map.of("Repository", account.registryHost() + "/" + repository(stack));
        return Map.of(
                "WebhookUrl", "https://api.example/webhook",
                "SipAddress", "sip:PROJECT_ID@sip.example",
                "CallsTable", table(stack));
    }

    /// The table stays.
    void delete(Stack stack) {
        if (isRegistry(stack)) account.registry().delete(repository(stack));
    }

    private static boolean isUploads(Stack stack) {
        return stack.name().equals(OF_THE_SAM_CLI);
    }

    private static boolean isRegistry(Stack stack) {
        return stack.name().endsWith("-registry");
    }

    private static String repository(Stack stack) {
        return stack.content().parameters().getOrDefault("RepositoryName", "");
    }

    private static String table(Stack stack) {
        return stack.name() + "-Data-1A-Calls-2B";
    }
}
