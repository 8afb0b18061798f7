package io.voxmachina.local.project;

import static io.voxmachina.local.project.Templates.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may do what.
class TemplatePolicyTest {
    private static final Template MONITOR = Templates.read("infra/monitor.yaml");

    @Test
    void nobodyMayDoAnything() {
        for (var template : Templates.all()) {
            for (var statement : Templates.statements(template)) {
                var actions = texts(statement.path("Action"));
                assertFalse(actions.toString().contains("*"), template.name() + ": " + statement);
                assertTrue(
                        !statement.path("Resource").asText().equals("*")
                                || actions.equals(List.of("ecr:GetAuthorizationToken")),
                        template.name() + ": " + statement);
            }
        }
    }

    @Test
    void nobodyScansOrDeletes() {
        for (var template : Templates.all()) {
            for (var statement : Templates.statements(template)) {
                for (var action : texts(statement.path("Action"))) {
                    assertFalse(
                            action.matches("dynamodb:(Scan|Delete.*|Batch.*)"),
                            template.name() + ": " + action);
                }
            }
        }
    }

    @Test
    void onlyTheResponderStartsTasksAndOnlyOurs() {
        for (var template : Templates.all()) {
            if (template.name().equals(MONITOR.name())) continue;
            for (var statement : Templates.statements(template)) {
                var actions = texts(statement.path("Action")).toString();
                assertFalse(
                        actions.contains("ecs:") || actions.contains("iam:"),
                        template.name() + ": " + statement);
            }
        }

        var start = MONITOR.resource("StartMonitors");
        var run = start.at("/PolicyDocument/Statement/0");
        assertEquals("ResponderRole", start.at("/RoleName/Ref").asText());
        assertEquals("ecs:RunTask", run.path("Action").asText());
        assertTrue(
                run.at("/Resource/Fn::Sub")
                        .asText()
                        .endsWith(":task-definition/${AWS::StackName}:*"));
        assertEquals("Cluster.Arn", run.at("/Condition/ArnEquals/ecs:cluster/Fn::GetAtt").asText());
        assertEquals("AWS::StackName", MONITOR.resource("Task").at("/Family/Ref").asText());
        assertEquals(
                "ResponderFunctionRole",
                Templates.MAIN.resource("Monitor").at("/Parameters/ResponderRole/Ref").asText());
    }

    @Test
    void aRoleIsPassedToEcsAlone() {
        var passes =
                Templates.all().stream()
                        .flatMap(template -> Templates.statements(template).stream())
                        .filter(
                                statement ->
                                        texts(statement.path("Action")).contains("iam:PassRole"))
                        .toList();

        assertEquals(1, passes.size());
        var pass = passes.getFirst();
        assertEquals(
                "ecs-tasks.amazonaws.com",
                pass.at("/Condition/StringEquals/iam:PassedToService").asText());
        assertEquals("ExecutionRole.Arn", pass.at("/Resource/0/Fn::GetAtt").asText());
        assertEquals("TaskRole.Arn", pass.at("/Resource/1/Fn::GetAtt").asText());
        assertEquals(2, pass.path("Resource").size());
    }

    @Test
    void historyOnlyReadsTheTable() {
        assertEquals(Set.of("dynamodb:Query"), actions("HistoryFunction"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Webhook", "Responder", "Keeper", "History", "Monitor"})
    void aProgramMayDoWhatItsCodeAsksForAndNothingElse(String program) {
        assertEquals(AwsActions.of(program.toLowerCase(Locale.ROOT)), granted(program));
    }

    private static Set<String> granted(String program) {
        if (program.equals("Monitor"))
            return actions(MONITOR.resource("TaskRole").at("/Policies/0/PolicyDocument/Statement"));
        var granted = actions(program + "Function");
        if (program.equals("Responder"))
            granted.addAll(
                    actions(MONITOR.resource("StartMonitors").at("/PolicyDocument/Statement")));
        granted.remove("iam:PassRole"); // ECS asks for it, not the program
        return granted;
    }

    private static TreeSet<String> actions(String function) {
        var actions = new TreeSet<String>();
        for (var policy : Templates.MAIN.resource(function).path("Policies")) {
            actions.addAll(actions(policy.path("Statement")));
        }
        return actions;
    }

    private static TreeSet<String> actions(JsonNode statements) {
        var actions = new TreeSet<String>();
        statements.forEach(statement -> actions.addAll(texts(statement.path("Action"))));
        return actions;
    }
}
