package io.voxmachina.local;

import static io.voxmachina.local.Template.names;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
    private static final Template TEMPLATE = Template.main();
    private static final JsonNode GLOBALS = TEMPLATE.root().at("/Globals/Function");
    private static final Map<String, JsonNode> FUNCTIONS =
            TEMPLATE.resources("AWS::Serverless::Function");

    @Test
    void everyLambdaModuleIsAFunctionAndTheOtherWayRound() throws IOException {
        var expected = new TreeSet<String>();
        try (var modules = Files.list(Template.PROJECT.resolve("functions"))) {
            modules.filter(module -> Files.exists(module.resolve("lambda.properties")))
                    .forEach(
                            module ->
                                    expected.add(
                                            "functions/"
                                                    + module.getFileName()
                                                    + "/target/lambda"));
        }

        var packages = new TreeSet<String>();
        FUNCTIONS
                .values()
                .forEach(function -> packages.add(property(function, "CodeUri").asText()));

        assertEquals(expected, packages);
    }

    @Test
    void mavenMakesThePackages() {
        FUNCTIONS.forEach(
                (id, function) ->
                        assertEquals("true", function.at("/Metadata/SkipBuild").asText(), id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook", "responder", "keeper", "history"})
    void theHandlerLoads(String module) throws Exception {
        var classes =
                Template.PROJECT.resolve(
                        "functions/" + module + "/target/classes/io/voxmachina/" + module);
        assumeTrue(holdsClasses(classes), classes + " is empty");

        var id = Character.toUpperCase(module.charAt(0)) + module.substring(1) + "Function";
        var handler = property(FUNCTIONS.get(id), "Handler").asText().split("::");
        var file =
                Template.PROJECT.resolve(
                        "functions/"
                                + module
                                + "/target/classes/"
                                + handler[0].replace('.', '/')
                                + ".class");

        assertTrue(Files.exists(file), id + " names " + handler[0] + ", and there is no " + file);
        var type = Class.forName(handler[0], false, getClass().getClassLoader());
        assertTrue(
                Arrays.stream(type.getMethods())
                        .anyMatch(method -> method.getName().equals(handler[1])),
                id);
    }

    @Test
    void aFunctionStartsFromASnapshotBehindAnAlias() {
        assertEquals("java25", GLOBALS.path("Runtime").asText());
        assertEquals("PublishedVersions", GLOBALS.at("/SnapStart/ApplyOn").asText());
        assertEquals("live", GLOBALS.path("AutoPublishAlias").asText());
        assertEquals("Architecture", GLOBALS.at("/Architectures/0/Ref").asText());
        assertEquals("arm64", TEMPLATE.root().at("/Parameters/Architecture/Default").asText());
    }

    /// SAM publishes a version when the template changes, not when a parameter gets another value.
    /// CloudFormation does, where the version's description names the parameter.
    @Test
    void aSettingThatChangesPublishesANewVersion() {
        FUNCTIONS.forEach(
                (id, function) -> {
                    var told = settings(property(function, "VersionDescription"));
                    var used = settings(GLOBALS);
                    used.addAll(settings(property(function, "Environment")));

                    assertTrue(told.containsAll(used), id + " uses " + used + " and tells " + told);
                    assertEquals(
                            property(function, "Description"),
                            property(function, "VersionDescription"),
                            id);
                    assertEquals(
                            "true",
                            property(function, "AutoPublishAliasAllProperties").asText(),
                            id);
                });
        assertTrue(
                settings(property(FUNCTIONS.get("ResponderFunction"), "VersionDescription"))
                        .contains("SubnetIds"));
    }

    @Test
    void functionsHaveTheTimeTheyNeed() {
        var timeouts = new TreeMap<String, String>();
        FUNCTIONS.forEach(
                (id, function) -> timeouts.put(id, property(function, "Timeout").asText()));

        assertEquals(
                Map.of(
                        "WebhookFunction",
                        "10",
                        "ResponderFunction",
                        "900",
                        "KeeperFunction",
                        "70",
                        "HistoryFunction",
                        "10"),
                timeouts);
    }

    @Test
    void anAsynchronousEventIsAMinuteOldAtMost() {
        assertEquals("60", GLOBALS.at("/EventInvokeConfig/MaximumEventAgeInSeconds").asText());
        assertEquals("2", GLOBALS.at("/EventInvokeConfig/MaximumRetryAttempts").asText());
        assertEquals(
                "Allow", property(FUNCTIONS.get("ResponderFunction"), "RecursiveLoop").asText());
    }

    @Test
    void onlyTheWebhookAndHealthAreOpenToAll() {
        var open = new TreeSet<String>();
        routes().forEach(
                        (route, event) -> {
                            if (event.at("/Auth/Authorizer").asText().equals("NONE"))
                                open.add(route);
                        });

        assertEquals("AWS_IAM", TEMPLATE.resource("Api").at("/Auth/DefaultAuthorizer").asText());
        assertEquals("true", TEMPLATE.resource("Api").at("/Auth/EnableIamAuthorizer").asText());
        assertEquals(Set.of("POST /webhook", "GET /health"), open);
        assertEquals(
                Set.of(
                        "POST /webhook",
                        "GET /health",
                        "GET /calls",
                        "GET /calls/{callId}",
                        "GET /calls/{callId}/transcript"),
                routes().keySet());
    }

    @Test
    void routesAreThrottledAndTheWebhookLeast() {
        var most = TEMPLATE.resource("Api").at("/DefaultRouteSettings/ThrottlingRateLimit").asInt();
        var webhook = TEMPLATE.resource("Api").path("RouteSettings").path("POST /webhook");

        assertTrue(most > 0);
        assertTrue(webhook.path("ThrottlingRateLimit").asInt() > most);
        assertTrue(
                webhook.path("ThrottlingBurstLimit").asInt()
                        >= webhook.path("ThrottlingRateLimit").asInt());
    }

    @Test
    void theAccessLogTellsOfNobody() {
        var format = TEMPLATE.resource("Api").at("/AccessLogSettings/Format").asText();

        for (var personal :
                Set.of(
                        "sourceIp",
                        "path",
                        "query",
                        "identity",
                        "authorizer",
                        "userAgent",
                        "domain")) {
            assertFalse(format.contains(personal), personal);
        }
    }

    @Test
    void everyLogForgets() {
        for (var template : Template.all()) {
            template.resources("AWS::Logs::LogGroup")
                    .forEach(
                            (id, group) ->
                                    assertTrue(
                                            group.at("/Properties/RetentionInDays").has("Ref"),
                                            id));
        }
        assertEquals("Logs", GLOBALS.at("/LoggingConfig/LogGroup/Ref").asText());
        assertEquals("JSON", GLOBALS.at("/LoggingConfig/LogFormat").asText());
    }

    @Test
    void noFunctionReservesConcurrency() {
        for (var template : Template.all()) {
            assertTrue(
                    template.root().findValues("ReservedConcurrentExecutions").isEmpty(),
                    template.name());
        }
    }

    @Test
    void secretsAreNotEchoed() {
        for (var template : Template.all()) {
            for (var name : Set.of("OpenAiApiKey", "OpenAiWebhookSecret")) {
                var parameter = template.root().path("Parameters").path(name);
                if (!parameter.isMissingNode())
                    assertEquals("true", parameter.path("NoEcho").asText(), name);
            }
        }
    }

    @Test
    void everyParameterSaysWhatItIs() {
        for (var parameter : TEMPLATE.root().path("Parameters").properties()) {
            assertTrue(
                    parameter.getValue().path("Description").asText().length() > 10,
                    parameter.getKey());
            assertTrue(parameter.getValue().has("Default"), parameter.getKey());
        }
    }

    @Test
    void theOutputsTellTheNextStep() {
        assertTrue(
                names(TEMPLATE.root().path("Outputs"))
                        .containsAll(
                                Set.of(
                                        "WebhookUrl",
                                        "SipAddress",
                                        "HistoryUrl",
                                        "MonitorImage",
                                        "ApiKeySecret",
                                        "WebhookSecret")));
    }

    private static Map<String, JsonNode> routes() {
        var routes = new TreeMap<String, JsonNode>();
        for (var function : FUNCTIONS.values()) {
            for (var event : property(function, "Events")) {
                var route = event.path("Properties");
                routes.put(
                        route.path("Method").asText() + " " + route.path("Path").asText(), route);
            }
        }
        return routes;
    }

    /// The parameters and conditions that a value depends on.
    private static Set<String> settings(JsonNode value) {
        var known = names(TEMPLATE.root().path("Parameters"));
        known.addAll(names(TEMPLATE.root().path("Conditions")));
        var text = value.toString();
        var used = new TreeSet<String>();
        for (var name : known) {
            if (text.contains('"' + name + '"') || text.contains("${" + name + "}")) used.add(name);
        }
        return used;
    }

    private static JsonNode property(JsonNode function, String name) {
        return function.path("Properties").path(name);
    }

    private static boolean holdsClasses(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) return false;
        try (var files = Files.list(folder)) {
            return files.anyMatch(file -> !file.endsWith("package-info.class"));
        }
    }
}
