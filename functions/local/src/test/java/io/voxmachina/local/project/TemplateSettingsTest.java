package io.voxmachina.local.project;

import static io.voxmachina.local.project.Template.names;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voxmachina.call.Log.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The environment that each program gets.
class TemplateSettingsTest {
    private static final Template TEMPLATE = Templates.MAIN;

    @ParameterizedTest
    @ValueSource(strings = {"Webhook", "Responder", "Keeper", "History"})
    void aFunctionGetsWhatItReadsAndNothingElse(String program) throws Exception {
        var given = deployed(program + "Function");
        given.addAll(local(program + "Function"));
        given.removeIf(name -> name.startsWith("AWS_ENDPOINT_URL_"));
        given.remove("JAVA_TOOL_OPTIONS"); // the JVM reads it

        assertEquals(ProgramSettings.read(program), given);
    }

    @Test
    void theMonitorGetsWhatItReadsAndNothingElse() throws Exception {
        var task = Templates.read("infra/monitor.yaml").resource("Task");
        var container = task.at("/ContainerDefinitions/0");
        var given = new TreeSet<>(Set.of("CALL_ID", "OPENAI_API_KEY")); // by a start; on a laptop
        for (var variable : container.path("Environment")) {
            given.add(variable.path("Name").asText());
        }

        assertEquals("monitor", container.path("Name").asText());
        assertEquals(ProgramSettings.read("Monitor"), given);
    }

    @Test
    void nothingOfALocalRunIsDeployed() {
        for (var function : TemplateTest.functions()) {
            for (var name : local(function.id())) {
                assertTrue(name.matches("AWS_ENDPOINT_URL_.*|OPENAI_.*"), name);
            }
            assertFalse(deployed(function.id()).contains("OPENAI_API_KEY"));
            assertFalse(deployed(function.id()).contains("OPENAI_WEBHOOK_SECRET"));
        }
    }

    @Test
    void everyLogLevelIsOne() {
        var allowed = TEMPLATE.root().at("/Parameters/LogLevel/AllowedValues");

        for (var level : Templates.texts(allowed)) Level.valueOf(level);
        assertEquals(Level.values().length, allowed.size());
    }

    /// `sam local` replaces only variables that a template declares; a deployed function must not
    /// see an empty one.
    @ParameterizedTest
    @CsvSource({
        "WebhookFunction,   DYNAMODB LAMBDA SECRETS_MANAGER",
        "ResponderFunction, DYNAMODB LAMBDA SECRETS_MANAGER ECS",
        "KeeperFunction,    DYNAMODB LAMBDA",
        "HistoryFunction,   DYNAMODB",
    })
    void endpointsAreDeclaredForLocalRunsAlone(String function, String services) {
        var endpoints = new TreeSet<String>();
        for (var service : services.split(" ")) endpoints.add("AWS_ENDPOINT_URL_" + service);

        var declared = local(function);
        declared.removeIf(name -> name.startsWith("OPENAI_"));
        assertEquals(endpoints, declared);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"WebhookFunction", "ResponderFunction", "KeeperFunction", "HistoryFunction"})
    void aLocalRunGivesWhatTheTemplateCannot(String function) throws IOException {
        var file = Templates.PROJECT.resolve("events/local.json");
        assumeTrue(Files.exists(file), "no events/local.json");
        var values = new ObjectMapper().readTree(file.toFile());
        var given = names(values.path("Parameters"));
        given.addAll(names(values.path(function)));

        var missing = local(function);
        missing.removeIf(name -> name.startsWith("OPENAI_")); // may stay empty
        missing.add("CALLS_TABLE");
        missing.removeAll(given);
        assertEquals(Set.of(), missing);
    }

    @Test
    void noTemplateWidensTheAgeOfASignature() {
        for (var template : Templates.all()) {
            for (var seconds : template.root().findValues("WEBHOOK_TOLERANCE_SECONDS")) {
                assertEquals("300", seconds.asText());
            }
        }
    }

    @Test
    void apiAndSipAddressLieInTheSameRegion() {
        var hosts = TEMPLATE.root().at("/Mappings/OpenAi");

        assertEquals("https://api.openai.com/v1", hosts.at("/global/Api").asText());
        assertEquals("sip.api.openai.com", hosts.at("/global/Sip").asText());
        assertEquals("https://eu.api.openai.com/v1", hosts.at("/eu/Api").asText());
        assertEquals("sip-eu.api.openai.com", hosts.at("/eu/Sip").asText());
        assertEquals("global", TEMPLATE.root().at("/Parameters/OpenAiRegion/Default").asText());
    }

    private static Set<String> deployed(String function) {
        return variables(function, false);
    }

    private static Set<String> local(String function) {
        return variables(function, true);
    }

    private static Set<String> variables(String function, boolean local) {
        var common = TEMPLATE.root().at("/Globals/Function/Environment/Variables");
        var own = TEMPLATE.resource(function).at("/Environment/Variables");
        var found = new TreeSet<String>();
        for (var variables : List.of(common, own)) {
            for (var each : variables.properties()) {
                if (isAbsent(each.getValue()) == local) found.add(each.getKey());
            }
        }
        return found;
    }

    private static boolean isAbsent(JsonNode value) {
        return value.path("Ref").asText().equals("AWS::NoValue");
    }
}
