package io.voxmachina.local.project;

import static io.voxmachina.local.project.Template.names;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.voxmachina.local.project.Templates.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The four functions.
class TemplateTest {
    private static final Template TEMPLATE = Templates.MAIN;
    private static final String SUBNET = "subnet-0123456789abcdef0";
    private static final String SIX_SUBNETS = String.join(",", Collections.nCopies(6, SUBNET));
    private static final JsonNode GLOBALS = TEMPLATE.root().at("/Globals/Function");

    static List<Resource> functions() {
        return Templates.resources(TEMPLATE, "AWS::Serverless::Function");
    }

    @Test
    void everyLambdaModuleIsAFunctionAndTheOtherWayRound() throws IOException {
        var modules = new TreeSet<String>();
        try (var folders = Files.list(Templates.PROJECT.resolve("functions"))) {
            folders.filter(folder -> Files.exists(folder.resolve("lambda.properties")))
                    .forEach(folder -> modules.add("functions/" + folder.getFileName()));
        }

        var packaged = new TreeSet<String>();
        for (var function : functions()) packaged.add(module(function));

        assertEquals(modules, packaged);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void samTakesThePackageThatMavenMade(Resource function) {
        assertTrue(function.at("/CodeUri").asText().endsWith("/target/lambda"));
        assertEquals("true", function.whole().at("/Metadata/SkipBuild").asText());
    }

    @ParameterizedTest
    @MethodSource("functions")
    void theHandlerLoads(Resource function) throws Exception {
        var handler = function.at("/Handler").asText().split("::");
        var classes = Templates.PROJECT.resolve(module(function)).resolve("target/classes");
        var file = classes.resolve(handler[0].replace('.', '/') + ".class");
        assumeTrue(holdsHandlers(file.getParent()), "no handler in " + file.getParent());

        assertTrue(Files.exists(file), function.id() + " names a handler without a class: " + file);
        var type = Class.forName(handler[0], false, getClass().getClassLoader());
        var methods = Arrays.stream(type.getMethods());
        assertTrue(methods.anyMatch(method -> method.getName().equals(handler[1])));
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
    @ParameterizedTest
    @MethodSource("functions")
    void aSettingThatChangesPublishesANewVersion(Resource function) {
        var told = settings(function.at("/VersionDescription"));
        var used = settings(GLOBALS);
        used.addAll(settings(function.at("/Environment")));
        if (used.contains("HasMonitor")) used.add("SubnetIds"); // by way of the network's outputs

        assertEquals(used, told);
        assertEquals(function.at("/Description"), function.at("/VersionDescription"));
        assertEquals("true", function.at("/AutoPublishAliasAllProperties").asText());
    }

    /// "The description of the function", Lambda's API reference: at most 256 characters.
    @ParameterizedTest
    @MethodSource("functions")
    void lambdaTakesADescriptionWithTheLongestSettings(Resource function) {
        var longest = longest(function.at("/Description"));

        assertTrue(longest.length() <= 256, longest.length() + ": " + longest);
        assertFalse(longest.contains("$"), longest);
    }

    @Test
    void tasksHaveSixSubnetsAtMost() {
        var pattern = TEMPLATE.root().at("/Parameters/SubnetIds/AllowedPattern").asText();

        assertTrue("".matches(pattern));
        assertTrue(SIX_SUBNETS.matches(pattern));
        assertFalse((SIX_SUBNETS + "," + SUBNET).matches(pattern));
        assertFalse((SUBNET + ", " + SUBNET).matches(pattern));
    }

    @Test
    void functionsHaveTheTimeTheyNeed() {
        assertEquals("10", TEMPLATE.resource("WebhookFunction").path("Timeout").asText());
        assertEquals("900", TEMPLATE.resource("ResponderFunction").path("Timeout").asText());
        assertEquals("70", TEMPLATE.resource("KeeperFunction").path("Timeout").asText());
        assertEquals("10", TEMPLATE.resource("HistoryFunction").path("Timeout").asText());
    }

    @Test
    void anAsynchronousEventIsAMinuteOldAtMost() {
        var limits = GLOBALS.path("EventInvokeConfig");

        assertEquals("60", limits.path("MaximumEventAgeInSeconds").asText());
        assertEquals("2", limits.path("MaximumRetryAttempts").asText());
    }

    @Test
    void onlyResponderMayCallItself() {
        for (var function : functions()) {
            var loop = function.at("/RecursiveLoop").asText();
            assertEquals(function.id().equals("ResponderFunction") ? "Allow" : "", loop);
        }
    }

    @Test
    void everyLogForgets() {
        for (var template : Templates.all()) {
            for (var group : Templates.resources(template, "AWS::Logs::LogGroup")) {
                assertEquals("LogRetentionDays", group.at("/RetentionInDays/Ref").asText());
            }
        }
        assertEquals("Logs", GLOBALS.at("/LoggingConfig/LogGroup/Ref").asText());
        assertEquals("JSON", GLOBALS.at("/LoggingConfig/LogFormat").asText());
    }

    /// New accounts have ten concurrent executions in all, and none to reserve.
    @Test
    void noFunctionReservesConcurrency() {
        for (var template : Templates.all()) {
            var reserved = template.root().findValues("ReservedConcurrentExecutions");
            assertTrue(reserved.isEmpty(), template.name());
        }
    }

    @Test
    void everyParameterHasADefaultAndSaysWhatItIs() {
        for (var parameter : TEMPLATE.root().path("Parameters").properties()) {
            assertFalse(parameter.getValue().path("Description").asText().isEmpty());
            assertTrue(parameter.getValue().has("Default"), parameter.getKey());
        }
    }

    /// `sam deploy --guided` asks for a hidden parameter until something is typed, and what is
    /// typed overwrites the secret.
    @Test
    void noParameterIsASecret() {
        for (var template : Templates.all()) {
            for (var parameter : template.root().path("Parameters").properties()) {
                assertFalse(parameter.getValue().has("NoEcho"), parameter.getKey());
            }
        }
    }

    @Test
    void theOutputsTellTheNextSteps() {
        var outputs = names(TEMPLATE.root().path("Outputs"));

        assertTrue(outputs.containsAll(Set.of("WebhookUrl", "SipAddress", "HistoryUrl")));
        assertTrue(outputs.containsAll(Set.of("WebhookSecret", "ApiKeySecret", "MonitorImage")));
        assertTrue(outputs.containsAll(Set.of("CallsTable", "LogGroup", "MonitorLogGroup")));
    }

    private static String module(Resource function) {
        return function.at("/CodeUri").asText().replace("/target/lambda", "");
    }

    /// The parameters and conditions that a value depends on.
    private static Set<String> settings(JsonNode value) {
        var known = names(TEMPLATE.root().path("Parameters"));
        known.addAll(names(TEMPLATE.root().path("Conditions")));
        var text = value.toString();
        known.removeIf(
                name -> !text.contains('"' + name + '"') && !text.contains("${" + name + "}"));
        return known;
    }

    /// Of all that a text with parameters in it may become.
    private static String longest(JsonNode value) {
        if (value.has("Fn::If"))
            return longer(longest(value.at("/Fn::If/1")), longest(value.at("/Fn::If/2")));
        if (!value.has("Fn::Sub")) return value.asText();
        var sub = value.path("Fn::Sub");
        var text = sub.isArray() ? sub.path(0).asText() : sub.asText();
        for (var own : sub.path(1).properties())
            text = text.replace("${" + own.getKey() + "}", longest(own.getValue()));
        for (var parameter : TEMPLATE.root().path("Parameters").properties())
            text =
                    text.replace(
                            "${" + parameter.getKey() + "}",
                            parameter.getKey().equals("SubnetIds")
                                    ? SIX_SUBNETS
                                    : longestValue(parameter.getValue()));
        return text;
    }

    private static String longestValue(JsonNode parameter) {
        return Templates.texts(parameter.path("AllowedValues")).stream()
                .reduce(parameter.path("MaxValue").asText(), TemplateTest::longer);
    }

    private static String longer(String one, String other) {
        return one.length() < other.length() ? other : one;
    }

    private static boolean holdsHandlers(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) return false;
        try (var files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith("Handler.class"));
        }
    }
}
