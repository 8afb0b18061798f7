package io.voxmachina.local.project;

import static io.voxmachina.local.project.Templates.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may do what.
class TemplatePolicyTest {
    private static final Template MONITOR = Templates.read("infra/monitor.yaml");

    @Test
    void nobodyMayDoAnything() {
        for (var template : Templates.all()) {
            for (var statement : Templates.statements(template)) {
                if (statement.path("Effect").asText().equals("Deny")) continue;
                var actions = texts(statement.path("Action"));
                assertFalse(actions.toString().contains("*"), template.name() + ": " + statement);
                assertTrue(
                        !statement.path("Resource").asText().equals("*")
                                || actions.equals(List.of("ecr:GetAuthorizationToken")),
                        template.name() + ": " + statement);
            }
        }
    }

    /// What AWS's own AWSLambdaBasicExecutionRole allows on every log, SAM adding it to each
    /// function's role (its actions: AWS, "AWS Managed Policy Reference Guide").
    @Test
    void aFunctionWritesItsOwnLogAndMakesNone() {
        var denied = Templates.MAIN.resource("OwnLogAlone").at("/PolicyDocument/Statement");

        assertEquals(2, denied.size());
        for (var statement : denied) assertEquals("Deny", statement.path("Effect").asText());
        assertEquals("logs:CreateLogGroup", denied.at("/0/Action").asText());
        assertEquals("*", denied.at("/0/Resource").asText());
        assertEquals(
                List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                texts(denied.at("/1/Action")));
        assertEquals("Logs.Arn", denied.at("/1/NotResource/Fn::GetAtt").asText());
        for (var function : TemplateTest.functions())
            assertEquals("OwnLogAlone", function.at("/Policies/0/Ref").asText(), function.id());
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
        assertEquals(Set.of("dynamodb:Query"), Grants.of("History").resources().keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Webhook", "Responder", "Keeper", "History", "Monitor"})
    void aProgramMayDoWhatItsCodeAsksForAndNothingElse(String program) {
        var granted = new TreeSet<>(Grants.of(program).resources().keySet());
        granted.remove("iam:PassRole"); // ECS asks for it, not the program

        assertEquals(AwsActions.of(program.toLowerCase(Locale.ROOT)), granted);
    }

    @ParameterizedTest
    @CsvSource({
        "Webhook,   ''",
        "Responder, ''",
        "Keeper,    /index/open", // calls that nobody holds
        "History,   /index/*", // by day, by caller, open
        "Monitor,   ''",
    })
    void aProgramAsksTheTableAndThoseOfItsIndexesThatItNeeds(String program, String index) {
        var table = "Data.Outputs.TableArn";
        var queried = new TreeSet<>(Set.of(table));
        if (!index.isEmpty()) queried.add("${" + table + "}" + index);

        Grants.of(program)
                .resources()
                .forEach(
                        (action, on) -> {
                            if (action.equals("dynamodb:Query")) assertEquals(queried, on);
                            else if (action.startsWith("dynamodb:"))
                                assertEquals(Set.of(table), on, action);
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Webhook", "Responder", "Keeper", "History", "Monitor"})
    void aProgramReadsTheSecretsThatItIsToldOfAndNoOther(String program) {
        var grants = Grants.of(program);

        assertEquals(grants.settings("_SECRET_ID"), grants.on("secretsmanager:GetSecretValue"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Webhook", "Responder", "Keeper", "History", "Monitor"})
    void aProgramWakesTheFunctionsThatItIsToldOfAndNoOther(String program) {
        var grants = Grants.of(program);
        var told = new TreeSet<String>();
        for (var function : grants.settings("_FUNCTION"))
            told.add(
                    "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:"
                            + function);

        assertEquals(told, grants.on("lambda:InvokeFunction"));
    }

    @Test
    void theFunctionsThatAreWokenAreThereAndHaveTheAlias() {
        var named = new TreeSet<String>();
        for (var function : TemplateTest.functions())
            named.add(function.at("/FunctionName/Fn::Sub").asText() + ":live");

        for (var program : Set.of("Webhook", "Responder", "Keeper", "Monitor"))
            assertTrue(named.containsAll(Grants.of(program).settings("_FUNCTION")), program);
    }

    @Test
    void whatTheDataStackTellsIsWhatItsNameSays() {
        var outputs = Templates.read("infra/data.yaml").root().path("Outputs");

        assertEquals("Calls", outputs.at("/Table/Value/Ref").asText());
        assertEquals("Calls.Arn", outputs.at("/TableArn/Value/Fn::GetAtt").asText());
        assertEquals("ApiKey", outputs.at("/ApiKeySecret/Value/Ref").asText());
        assertEquals("Webhook", outputs.at("/WebhookSecret/Value/Ref").asText());
    }
}
