package io.voxmachina.local.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voxmachina.dynamo.TableDefinition;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/// The templates under infra/.
class TemplateNestedTest {
    private static final JsonNode TABLE =
            Templates.read("infra/data.yaml").root().at("/Resources/Calls");
    private static final Template OPERATIONS = Templates.read("infra/operations.yaml");

    @Test
    void aNestedTemplateGetsTheParametersThatItTakes() {
        for (var stack : Templates.resources(Templates.MAIN, "AWS::CloudFormation::Stack")) {
            var nested = Templates.read(stack.at("/TemplateURL").asText());
            var taken = Template.names(nested.root().path("Parameters"));
            assertEquals(taken, Template.names(stack.at("/Parameters")), stack.id());
        }
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

    /// What runs on a laptop, and was tested, is what AWS gets.
    @Test
    void theTableIsTheOneThatTheCodeMeans() {
        var meant = TableDefinition.request("calls");
        var indexes = new TreeMap<String, String>();
        for (var index : meant.globalSecondaryIndexes()) {
            var projected = new TreeSet<>(index.projection().nonKeyAttributes());
            indexes.put(index.indexName(), keys(index.keySchema()) + projected);
        }

        var made = new TreeMap<String, String>();
        for (var index : indexes()) {
            var projected = Templates.texts(index.at("/Projection/NonKeyAttributes"));
            made.put(index.path("IndexName").asText(), keys(index) + new TreeSet<>(projected));
        }

        assertEquals(indexes, made);
        assertEquals(keys(meant.keySchema()), keys(TABLE.path("Properties")));
        assertEquals(
                TableDefinition.TIME_TO_LIVE,
                TABLE.at("/Properties/TimeToLiveSpecification/AttributeName").asText());
    }

    @Test
    void keysAreTextsAsInTheCode() {
        var meant = new TreeMap<String, String>();
        for (var each : TableDefinition.request("calls").attributeDefinitions()) {
            meant.put(each.attributeName(), each.attributeTypeAsString());
        }
        var made = new TreeMap<String, String>();
        for (var each : TABLE.at("/Properties/AttributeDefinitions")) {
            made.put(each.path("AttributeName").asText(), each.path("AttributeType").asText());
        }

        assertEquals(meant, made);
    }

    @Test
    void renewingALeaseWritesToNoIndex() {
        for (var index : indexes()) {
            var projected = Templates.texts(index.at("/Projection/NonKeyAttributes"));
            for (var lease : Set.of("controller", "epoch", "leaseUntil", "wantedBy")) {
                assertFalse(projected.contains(lease), index.path("IndexName").asText());
            }
        }
    }

    /// A constant: CloudFormation writes a secret's value again when the template's changes.
    @Test
    void anUpdateLeavesTheSecretsAlone() {
        var secrets =
                Templates.resources(
                        Templates.read("infra/data.yaml"), "AWS::SecretsManager::Secret");

        assertEquals(2, secrets.size());
        for (var secret : secrets)
            assertEquals("replace-me", secret.at("/SecretString").asText(), secret.id());
    }

    @Test
    void aTaskHasFewRightsOnItsMachine() {
        var task = Templates.read("infra/monitor.yaml").resource("Task");
        var container = task.at("/ContainerDefinitions/0");

        assertEquals("true", container.path("ReadonlyRootFilesystem").asText());
        assertTrue(container.path("User").asText().matches("[1-9]\\d*:[1-9]\\d*"));
        assertEquals("false", container.at("/LinuxParameters/InitProcessEnabled").asText());
        assertEquals("120", container.path("StopTimeout").asText());
        assertEquals("256 512", task.path("Cpu").asText() + " " + task.path("Memory").asText());
    }

    @Test
    void nothingReachesATaskFromOutside() {
        for (var template : Templates.all()) {
            assertTrue(
                    template.root().findValues("SecurityGroupIngress").isEmpty(), template.name());
            assertTrue(
                    Templates.resources(template, "AWS::EC2::SecurityGroupIngress").isEmpty(),
                    template.name());
        }
        for (var costly :
                Set.of("AWS::EC2::NatGateway", "AWS::ElasticLoadBalancingV2::LoadBalancer")) {
            for (var template : Templates.all())
                assertTrue(template.resources(costly).isEmpty(), costly);
        }
    }

    /// CloudFormation deletes what depends first, and stops where a deletion is refused: that of a
    /// cluster with tasks, or of a security group in use.
    @Test
    void whatARunningTaskNeedsIsDeletedAfterWhatItsTaskHolds() {
        var cluster = Templates.read("infra/monitor.yaml").root().at("/Resources/Cluster");
        var network = Templates.read("infra/network.yaml");

        assertEquals(
                Set.of("TaskRole", "ExecutionRole", "Logs"),
                Set.copyOf(Templates.texts(cluster.path("DependsOn"))));
        assertEquals("Network", Templates.MAIN.root().at("/Resources/Monitor/DependsOn").asText());
        var group = network.resource("OutwardOnly").path("Tags").toString();
        for (var routes : Set.of("RoutesA", "RoutesB")) {
            assertTrue(group.contains("${" + routes + "}"), routes);
            assertEquals(
                    "Outward", network.root().at("/Resources/" + routes + "/DependsOn").asText());
        }
    }

    @Test
    void aTaskReachesHttpsAndInANetworkOfOnesOwnItsNameServers() {
        var group = Templates.read("infra/network.yaml").resource("OutwardOnly");
        var made = new TreeSet<String>();
        var own = new TreeSet<String>();
        for (var rule : group.path("SecurityGroupEgress")) {
            var choice = rule.path("Fn::If");
            if (choice.isMissingNode()) made.add(ports(rule));
            else
                assertEquals(
                        "Make AWS::NoValue",
                        choice.at("/0").asText() + " " + choice.at("/1/Ref").asText());
            own.add(ports(choice.isMissingNode() ? rule : choice.path(2)));
        }

        assertEquals(Set.of("tcp 443-443"), made);
        assertEquals(Set.of("tcp 443-443", "tcp 53-53", "udp 53-53"), own);
    }

    @Test
    void aDeploymentWithoutAnImageHasNoTasks() {
        var resources = Templates.MAIN.root().path("Resources");

        assertEquals("", Templates.MAIN.root().at("/Parameters/MonitorImage/Default").asText("?"));
        assertEquals("HasMonitor", resources.at("/Monitor/Condition").asText());
        assertEquals("HasMonitor", resources.at("/Network/Condition").asText());
    }

    @Test
    void anImageIsNamedByItsDigest() {
        var allowed =
                Pattern.compile(
                        Templates.MAIN
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
        for (var permission : Templates.resources(OPERATIONS, "AWS::Lambda::Permission")) {
            var rule = permission.at("/SourceArn/Fn::GetAtt").asText().replace(".Arn", "");
            granted.add(rule + " " + permission.at("/FunctionName/Ref").asText());
        }

        var needed = new TreeSet<String>();
        for (var rule : Templates.resources(OPERATIONS, "AWS::Events::Rule")) {
            for (var target : rule.at("/Targets")) {
                needed.add(rule.id() + " " + target.at("/Arn/Ref").asText());
            }
        }

        assertEquals(needed, granted);
    }

    @Test
    void aPingIsAnEventThatItsFunctionRefuses() throws IOException {
        for (var target : OPERATIONS.resource("Daily").path("Targets")) {
            var ping = new ObjectMapper().readTree(target.path("Input").asText());

            switch (target.path("Id").asText()) {
                case "webhook" -> assertTrue(ping.path("headers").isEmpty()); // unsigned
                case "responder" -> assertEquals(1000, ping.path("hop").asInt());
                default -> assertEquals("GET /health", ping.path("routeKey").asText());
            }
        }
    }

    @Test
    void anAlarmTellsSomebodyWhatToDo() {
        for (var alarm : Templates.resources(OPERATIONS, "AWS::CloudWatch::Alarm")) {
            assertTrue(alarm.at("/AlarmDescription").asText().length() > 40, alarm.id());
            assertEquals("Alarms", alarm.at("/AlarmActions/0/Ref").asText(), alarm.id());
            assertFalse(alarm.at("/TreatMissingData").isMissingNode(), alarm.id());
        }
    }

    @Test
    void alarmsAndDashboardWatchFunctionsThatExist() {
        var watched = new TreeSet<String>();
        var found = Pattern.compile("\\$\\{System}(-\\w+)").matcher(OPERATIONS.root().toString());
        while (found.find()) watched.add("${AWS::StackName}" + found.group(1));

        for (var function : TemplateTest.functions()) {
            watched.remove(function.at("/FunctionName/Fn::Sub").asText());
        }
        assertEquals(Set.of(), watched);
    }

    @Test
    void anImageOnceMadeIsNotOverwritten() {
        var repository = Templates.read("infra/registry.yaml").resource("Monitor");

        assertEquals("IMMUTABLE", repository.path("ImageTagMutability").asText());
        assertEquals("true", repository.at("/ImageScanningConfiguration/ScanOnPush").asText());
    }

    private static String ports(JsonNode rule) {
        return rule.path("IpProtocol").asText()
                + " "
                + rule.path("FromPort").asText()
                + "-"
                + rule.path("ToPort").asText();
    }

    private static JsonNode indexes() {
        return TABLE.at("/Properties/GlobalSecondaryIndexes");
    }

    private static String keys(List<KeySchemaElement> keys) {
        return keys.getFirst().attributeName() + " " + keys.getLast().attributeName();
    }

    private static String keys(JsonNode tableOrIndex) {
        var keys = tableOrIndex.path("KeySchema");
        return keys.at("/0/AttributeName").asText() + " " + keys.at("/1/AttributeName").asText();
    }
}
