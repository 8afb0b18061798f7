package io.voxmachina.local;

import static io.voxmachina.local.Template.names;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The environment that each program gets.
class TemplateSettingsTest {
    private static final Template TEMPLATE = Template.main();
    private static final String ABSENT = "AWS::NoValue";

    @Test
    void eachProgramGetsItsSettingsAndNoOthers() {
        var deployed = new TreeMap<String, Set<String>>();
        environments().forEach((id, variables) -> deployed.put(id, named(variables, false)));

        assertEquals(
                Map.of(
                        "WebhookFunction",
                        Set.of(
                                "CALLS_TABLE",
                                "LOG_LEVEL",
                                "API_KEY_SECRET_ID",
                                "WEBHOOK_SECRET_ID",
                                "OPENAI_BASE_URL",
                                "WEBHOOK_TOLERANCE_SECONDS",
                                "RESPONDER_FUNCTION",
                                "KEEPER_FUNCTION"),
                        "ResponderFunction",
                        Set.of(
                                "CALLS_TABLE",
                                "LOG_LEVEL",
                                "API_KEY_SECRET_ID",
                                "OPENAI_BASE_URL",
                                "RESPONDER_FUNCTION",
                                "MONITOR_CLUSTER",
                                "MONITOR_TASK_DEFINITION",
                                "MONITOR_SUBNETS",
                                "MONITOR_SECURITY_GROUPS"),
                        "KeeperFunction",
                        Set.of("CALLS_TABLE", "LOG_LEVEL", "RESPONDER_FUNCTION"),
                        "HistoryFunction",
                        Set.of("CALLS_TABLE", "LOG_LEVEL")),
                deployed);
    }

    @Test
    void theMonitorGetsItsSettingsAndNoOthers() {
        var container =
                Template.read("infra/monitor.yaml").resource("Task").at("/ContainerDefinitions/0");
        var given = new TreeSet<String>();
        container
                .path("Environment")
                .forEach(variable -> given.add(variable.path("Name").asText()));

        assertEquals(
                Set.of(
                        "CALLS_TABLE",
                        "LOG_LEVEL",
                        "API_KEY_SECRET_ID",
                        "OPENAI_BASE_URL",
                        "RESPONDER_FUNCTION"),
                given);
        assertEquals("monitor", container.path("Name").asText());
    }

    /// `sam local` replaces only variables that a template declares; a deployed function must not
    /// see an empty one.
    @Test
    void whatOnlyALocalRunSetsIsDeclaredAndNeverDeployed() {
        environments()
                .forEach(
                        (id, variables) ->
                                assertTrue(
                                        named(variables, true).stream()
                                                .allMatch(
                                                        name ->
                                                                name.startsWith("AWS_ENDPOINT_URL_")
                                                                        || name.startsWith(
                                                                                "OPENAI_")),
                                        id));
        assertEquals(
                Set.of(
                        "AWS_ENDPOINT_URL_DYNAMODB",
                        "AWS_ENDPOINT_URL_LAMBDA",
                        "AWS_ENDPOINT_URL_ECS",
                        "OPENAI_API_KEY"),
                named(environments().get("ResponderFunction"), true));
    }

    @Test
    void aLocalRunGivesEverySettingThatTheTemplateCannot() throws IOException {
        var file = Template.PROJECT.resolve("events/local.json");
        assumeTrue(Files.exists(file), "no events/local.json");
        var local = new ObjectMapper().readTree(file.toFile());

        environments()
                .forEach(
                        (id, variables) -> {
                            var given = names(local.path("Parameters"));
                            given.addAll(names(local.path(id)));
                            var needed =
                                    named(variables, true).stream()
                                            .filter(name -> name.startsWith("AWS_"));
                            var missing =
                                    Stream.concat(needed, Stream.of("CALLS_TABLE"))
                                            .filter(name -> !given.contains(name));
                            assertEquals(Set.of(), missing.collect(Collectors.toSet()), id);
                        });
    }

    @Test
    void noTemplateWidensTheAgeOfASignature() {
        for (var template : Template.all()) {
            for (var seconds : template.root().findValues("WEBHOOK_TOLERANCE_SECONDS")) {
                assertEquals("300", seconds.asText(), template.name());
            }
        }
    }

    @Test
    void apiAndSipLieInTheSameRegion() {
        var hosts = TEMPLATE.root().at("/Mappings/OpenAi");

        assertEquals("https://api.openai.com/v1", hosts.at("/global/Api").asText());
        assertEquals("sip.api.openai.com", hosts.at("/global/Sip").asText());
        assertEquals("https://eu.api.openai.com/v1", hosts.at("/eu/Api").asText());
        assertEquals("sip-eu.api.openai.com", hosts.at("/eu/Sip").asText());
        assertEquals("global", TEMPLATE.root().at("/Parameters/OpenAiRegion/Default").asText());
    }

    /// A function's variables: its own and those of all.
    private static Map<String, Map<String, JsonNode>> environments() {
        var environments = new TreeMap<String, Map<String, JsonNode>>();
        TEMPLATE.resources("AWS::Serverless::Function")
                .forEach(
                        (id, function) -> {
                            var variables = new TreeMap<String, JsonNode>();
                            var common =
                                    TEMPLATE.root().at("/Globals/Function/Environment/Variables");
                            common.properties()
                                    .forEach(each -> variables.put(each.getKey(), each.getValue()));
                            var own = function.at("/Properties/Environment/Variables");
                            own.properties()
                                    .forEach(each -> variables.put(each.getKey(), each.getValue()));
                            environments.put(id, variables);
                        });
        return environments;
    }

    private static Set<String> named(Map<String, JsonNode> variables, boolean absent) {
        return variables.entrySet().stream()
                .filter(each -> each.getValue().path("Ref").asText().equals(ABSENT) == absent)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
