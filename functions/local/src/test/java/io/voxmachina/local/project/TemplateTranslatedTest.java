package io.voxmachina.local.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.local.project.Templates.Resource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        template = Templates.read(System.getenv("TRANSLATED_TEMPLATE"));
    }

    static List<Resource> functions() {
        return Templates.resources(template, "AWS::Lambda::Function");
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
        assertEquals(4, functions().size());
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
        for (var statement : Templates.statements(template)) {
            assertFalse(
                    Templates.texts(statement.path("Action")).toString().contains("*"),
                    statement.toString());
        }
    }

    /// Its policy of AWS allows to write any log; ours leaves the function's own.
    @ParameterizedTest
    @MethodSource("functions")
    void aRoleHasNoOtherPolicyOfAwsThanTheOneForLogs(Resource function) {
        var managed = template.resource(function.id() + "Role").path("ManagedPolicyArns");

        assertEquals(2, managed.size(), managed.toString());
        assertTrue(
                managed.path(0).asText().endsWith("service-role/AWSLambdaBasicExecutionRole"),
                managed.toString());
        assertEquals("OwnLogAlone", managed.at("/1/Ref").asText());
    }

    @ParameterizedTest
    @MethodSource("functions")
    void aFunctionHasASnapshotAnAliasALogAndLimitsOnEvents(Resource function) {
        var events = template.resource(function.id() + "EventInvokeConfig");

        assertEquals("PublishedVersions", function.at("/SnapStart/ApplyOn").asText());
        assertEquals("Logs", function.at("/LoggingConfig/LogGroup/Ref").asText());
        assertEquals("live", template.resource(function.id() + "Aliaslive").path("Name").asText());
        assertEquals("live", events.path("Qualifier").asText());
        assertEquals(60, events.path("MaximumEventAgeInSeconds").asInt());
    }

    /// What other tests hold of handlers and names is said of the source.
    @ParameterizedTest
    @MethodSource("functions")
    void aFunctionHasTheHandlerTheTimeAndTheEnvironmentOfTheSource(Resource function) {
        var source = Templates.read("template.yaml");
        var own = source.resource(function.id());
        var names = Template.names(own.at("/Environment/Variables"));
        names.addAll(Template.names(source.root().at("/Globals/Function/Environment/Variables")));

        assertEquals(own.path("Handler"), function.at("/Handler"));
        assertEquals(own.path("Timeout").asText(), function.at("/Timeout").asText());
        assertEquals(names, Template.names(function.at("/Environment/Variables")));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void aVersionIsReplacedWhenASettingChanges(Resource function) {
        var version = version(function.id());
        var told = version.at("/Description");

        assertTrue(told.toString().contains("${LogLevel}"));
        assertEquals(function.at("/Description"), told);
    }

    /// Of new code a version is another resource, of a new setting its replacement.
    @Test
    void callsGoOnOnTheResponderBeforeAnUpdate() {
        var version = version("ResponderFunction").whole();

        assertEquals("Retain", version.path("DeletionPolicy").asText());
        assertEquals("Retain", version.path("UpdateReplacePolicy").asText());
    }

    /// A version that stayed after a failed update would stop the next one: Lambda publishes the
    /// same code once.
    @ParameterizedTest
    @ValueSource(strings = {"WebhookFunction", "KeeperFunction", "HistoryFunction"})
    void noVersionOfAFailedUpdateIsInTheWayOfTheNext(String function) {
        var version = version(function).whole();

        assertEquals("Delete", version.path("DeletionPolicy").asText());
        assertFalse(version.has("UpdateReplacePolicy"));
    }

    private static Resource version(String function) {
        return Templates.resources(template, "AWS::Lambda::Version").stream()
                .filter(version -> version.id().startsWith(function))
                .findFirst()
                .orElseThrow();
    }
}
