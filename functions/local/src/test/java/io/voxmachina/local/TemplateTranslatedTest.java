package io.voxmachina.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/// What SAM makes of template.yaml: the CloudFormation that AWS sees. `.ci/run` makes it, and names
/// the file.
@EnabledIfEnvironmentVariable(
        named = "TRANSLATED_TEMPLATE",
        matches = ".+",
        disabledReason = "needs the SAM translator: .ci/run has it")
class TemplateTranslatedTest {
    private static Template template;

    @BeforeAll
    static void read() {
        template = Template.read(System.getenv("TRANSLATED_TEMPLATE"));
    }

    @Test
    void onlyTheWebhookAndHealthAreOpenToAll() {
        var open = new TreeSet<String>();
        for (var path : template.resource("Api").at("/Body/paths").properties()) {
            for (var method : path.getValue()) {
                var security = method.path("security").toString();
                if (!security.equals("[{\"AWS_IAM\":[]}]")) open.add(path.getKey());
            }
        }

        assertEquals(Set.of("/webhook", "/health"), open);
        assertEquals(5, template.resource("Api").at("/Body/paths").size());
    }

    @Test
    void routesLeadToTheAlias() {
        for (var uri : template.resource("Api").path("Body").findValues("uri")) {
            assertTrue(uri.toString().contains("FunctionAliaslive}/invocations"), uri.toString());
        }
    }

    @Test
    void nobodyMayDoAnything() {
        for (var statement : template.statements()) {
            assertFalse(
                    Template.texts(statement.path("Action")).toString().contains("*"),
                    statement.toString());
        }
    }

    @Test
    void everyFunctionHasASnapshotAliasLimitsOnEventsAndALog() {
        var functions = template.resources("AWS::Lambda::Function");

        assertEquals(4, functions.size());
        functions.forEach(
                (id, function) -> {
                    assertEquals(
                            "PublishedVersions",
                            function.at("/Properties/SnapStart/ApplyOn").asText(),
                            id);
                    assertEquals(
                            "Logs",
                            function.at("/Properties/LoggingConfig/LogGroup/Ref").asText(),
                            id);
                    assertEquals(
                            "live", template.resource(id + "Aliaslive").path("Name").asText(), id);
                    var events = template.resource(id + "EventInvokeConfig");
                    assertEquals("live", events.path("Qualifier").asText(), id);
                    assertEquals(60, events.path("MaximumEventAgeInSeconds").asInt(), id);
                });
    }

    @Test
    void callsGoOnOnTheVersionBeforeAnUpdate() {
        template.resources("AWS::Lambda::Version")
                .forEach(
                        (id, version) ->
                                assertEquals(
                                        "Retain", version.path("DeletionPolicy").asText(), id));
        assertEquals("Retain", version("ResponderFunction").path("UpdateReplacePolicy").asText());
    }

    @Test
    void aVersionIsReplacedWhenASettingChanges() {
        for (var id : template.resources("AWS::Lambda::Function").keySet()) {
            var description = version(id).at("/Properties/Description").toString();
            assertTrue(description.contains("${LogLevel}"), id + ": " + description);
            assertEquals(description, template.resource(id).path("Description").toString(), id);
        }
    }

    private static JsonNode version(String function) {
        return template.resources("AWS::Lambda::Version").entrySet().stream()
                .filter(each -> each.getKey().startsWith(function + "Version"))
                .findFirst()
                .orElseThrow()
                .getValue();
    }
}
