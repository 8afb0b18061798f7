package io.voxmachina.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The templates under infra/.
class TemplateNestedTest {
    private static final JsonNode TABLE =
            Template.read("infra/data.yaml").root().at("/Resources/Calls");
    private static final Template MONITOR = Template.read("infra/monitor.yaml");
    private static final Template OPERATIONS = Template.read("infra/operations.yaml");

    @Test
    void aNestedTemplateGetsTheParametersThatItTakes() {
        Template.main()
                .resources("AWS::CloudFormation::Stack")
                .forEach(
                        (id, stack) -> {
                            var file = stack.at("/Properties/TemplateURL").asText();
                            assertTrue(Files.exists(Template.PROJECT.resolve(file)), id);
                            assertEquals(
                                    Template.names(Template.read(file).root().path("Parameters")),
                                    Template.names(stack.at("/Properties/Parameters")),
                                    id);
                        });
    }

    @Test
    void theTableOutlivesItsStackAndItsMistakes() {
        assertEquals("Retain", TABLE.path("DeletionPolicy").asText());
        assertEquals("Retain", TABLE.path("UpdateReplacePolicy").asText());
        assertEquals("true", TABLE.at("/Properties/DeletionProtectionEnabled").asText());
        assertEquals(
                "true",
                TABLE.at("/Properties/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled")
                        .asText());
        assertEquals("KMS", TABLE.at("/Properties/SSESpecification/SSEType").asText());
        assertEquals("PAY_PER_REQUEST", TABLE.at("/Properties/BillingMode").asText());
        assertEquals(
                "expiresAt",
                TABLE.at("/Properties/TimeToLiveSpecification/AttributeName").asText());
    }

    @Test
    void theIndexesAreByDayByCallerAndOfOpenCalls() {
        assertEquals("pk sk", keys(TABLE.path("Properties")));
        var indexes = new TreeMap<String, String>();
        for (var index : TABLE.at("/Properties/GlobalSecondaryIndexes")) {
            indexes.put(index.path("IndexName").asText(), keys(index));
            assertEquals("INCLUDE", index.at("/Projection/ProjectionType").asText());
        }

        assertEquals(
                "{by-caller=from startedAt, by-day=day startedAt, open=open startedAt}",
                indexes.toString());
    }

    @Test
    void renewingALeaseWritesToNoIndex() {
        for (var index : TABLE.at("/Properties/GlobalSecondaryIndexes")) {
            var projected = Template.texts(index.at("/Projection/NonKeyAttributes"));
            for (var lease : Set.of("controller", "epoch", "leaseUntil", "wantedBy")) {
                assertFalse(projected.contains(lease), index.path("IndexName").asText());
            }
        }
    }

    @Test
    void aTaskHasFewRightsOnItsMachine() {
        var task = MONITOR.resource("Task");
        var container = task.at("/ContainerDefinitions/0");

        assertEquals("true", container.path("ReadonlyRootFilesystem").asText());
        assertTrue(container.path("User").asText().matches("[1-9]\\d*:[1-9]\\d*"));
        assertEquals("false", container.at("/LinuxParameters/InitProcessEnabled").asText());
        assertEquals("120", container.path("StopTimeout").asText());
        assertEquals("256 512", task.path("Cpu").asText() + " " + task.path("Memory").asText());
    }

    @Test
    void nothingReachesATaskFromOutside() {
        for (var template : Template.all()) {
            assertTrue(
                    template.root().findValues("SecurityGroupIngress").isEmpty(), template.name());
            assertTrue(
                    template.resources("AWS::EC2::SecurityGroupIngress").isEmpty(),
                    template.name());
        }
        for (var costly :
                Set.of("AWS::EC2::NatGateway", "AWS::ElasticLoadBalancingV2::LoadBalancer")) {
            for (var template : Template.all())
                assertTrue(template.resources(costly).isEmpty(), costly);
        }
    }

    @Test
    void aDeploymentWithoutAnImageHasNoTasks() {
        var resources = Template.main().root().path("Resources");

        assertEquals("", Template.main().root().at("/Parameters/MonitorImage/Default").asText("?"));
        assertEquals("HasMonitor", resources.at("/Monitor/Condition").asText());
        assertEquals("HasMonitor", resources.at("/Network/Condition").asText());
    }

    @Test
    void anImageIsNamedByItsDigest() {
        var allowed =
                Pattern.compile(
                        Template.main()
                                .root()
                                .at("/Parameters/MonitorImage/AllowedPattern")
                                .asText());
        var repository = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/voxmachina-monitor";

        assertTrue(allowed.matcher("").matches());
        assertTrue(allowed.matcher(repository + "@sha256:" + "0a".repeat(32)).matches());
        assertFalse(allowed.matcher(repository + ":latest").matches());
    }

    @Test
    void theKeeperIsWokenEveryMinuteAndWhenATaskStops() {
        assertEquals(
                "rate(1 minute)",
                OPERATIONS.resource("EveryMinute").path("ScheduleExpression").asText());
        var stopped = OPERATIONS.resource("TaskStopped").path("EventPattern");
        assertEquals("ECS Task State Change", stopped.at("/detail-type/0").asText());
        assertEquals("STOPPED", stopped.at("/detail/lastStatus/0").asText());
        assertEquals("Cluster", stopped.at("/detail/clusterArn/0/Ref").asText());
    }

    @Test
    void everyRuleMayInvokeItsTargets() {
        var granted = new TreeSet<String>();
        OPERATIONS
                .resources("AWS::Lambda::Permission")
                .forEach(
                        (_, permission) ->
                                granted.add(
                                        permission.at("/Properties/SourceArn/Fn::GetAtt").asText()
                                                + " "
                                                + permission
                                                        .at("/Properties/FunctionName/Ref")
                                                        .asText()));
        var needed = new TreeSet<String>();
        OPERATIONS
                .resources("AWS::Events::Rule")
                .forEach(
                        (id, rule) ->
                                rule.at("/Properties/Targets")
                                        .forEach(
                                                target ->
                                                        needed.add(
                                                                id
                                                                        + ".Arn "
                                                                        + target.at("/Arn/Ref")
                                                                                .asText())));

        assertEquals(needed, granted);
    }

    @Test
    void anAlarmTellsSomebodyWhatToDo() {
        OPERATIONS
                .resources("AWS::CloudWatch::Alarm")
                .forEach(
                        (id, alarm) -> {
                            assertTrue(
                                    alarm.at("/Properties/AlarmDescription").asText().length() > 40,
                                    id);
                            assertEquals(
                                    "Alarms",
                                    alarm.at("/Properties/AlarmActions/0/Ref").asText(),
                                    id);
                            assertFalse(
                                    alarm.at("/Properties/TreatMissingData").isMissingNode(), id);
                        });
    }

    @Test
    void alarmsAndDashboardWatchFunctionsThatExist() {
        var existing = new TreeSet<String>();
        Template.main()
                .resources("AWS::Serverless::Function")
                .forEach(
                        (_, function) -> {
                            var name = function.at("/Properties/FunctionName/Fn::Sub").asText();
                            existing.add(name.replace("${AWS::StackName}", ""));
                        });
        var watched = new TreeSet<String>();
        var names = Pattern.compile("\\$\\{System}(-\\w+)").matcher(OPERATIONS.root().toString());
        while (names.find()) watched.add(names.group(1));

        assertTrue(existing.containsAll(watched), watched + " of " + existing);
    }

    @Test
    void anImageOnceMadeIsNotOverwritten() {
        var repository = Template.read("infra/registry.yaml").resource("Monitor");

        assertEquals("IMMUTABLE", repository.path("ImageTagMutability").asText());
        assertEquals("true", repository.at("/ImageScanningConfiguration/ScanOnPush").asText());
    }

    private static String keys(JsonNode tableOrIndex) {
        var keys = tableOrIndex.path("KeySchema");
        return keys.at("/0/AttributeName").asText() + " " + keys.at("/1/AttributeName").asText();
    }
}
