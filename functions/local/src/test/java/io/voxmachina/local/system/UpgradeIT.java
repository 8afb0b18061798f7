package io.voxmachina.local.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voxmachina.agent.Bundled;
import io.voxmachina.dynamo.TableDefinition;
import io.voxmachina.fakes.openai.LineCall;
import io.voxmachina.fakes.openai.Observation;
import io.voxmachina.fakes.openai.Observation.What;
import io.voxmachina.fakes.openai.ScriptedOpenAi;
import io.voxmachina.fakes.openai.script.Answer;
import io.voxmachina.fakes.openai.script.Script;
import io.voxmachina.local.dynamo.DataFolder;
import io.voxmachina.local.dynamo.LocalClients;
import io.voxmachina.local.dynamo.LocalDynamo;
import io.voxmachina.local.project.Home;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A new build takes the place of the old one, with calls in progress and on the old one's table.
class UpgradeIT {
    private static final String SECRET = "whsec_dGhlIHNpZ25pbmcgc2VjcmV0IG9mIHRlc3Rz";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path data;
    @TempDir private Path home;

    /// Nothing of the old build is left to end the call: all that follows is the new one's.
    @Test
    void aCallInProgressEndsWholeOnItsAgentsVersion() throws Exception {
        var build = NewBuild.in(home);
        try (var openAi = openAi()) {
            var before = VoxLocal.start(data, openAi, SECRET);
            var line = before.held("upgrade", openAi);
            long attached = line.count(What.ATTACHED);
            var stopped = Instant.now();
            before.killAll();
            var after = VoxLocal.start(build.home(), data, openAi, SECRET);
            try {
                assertEquals(NewBuild.VERSION, health(after).path("version").asText());
                assertTrue(
                        line.await(_ -> line.count(What.ATTACHED) > attached, TestSystem.PATIENCE),
                        after.log()::tail);
                holdsOnTheOldVersion(after, line, stopped);
                startsOnTheNewVersion(openAi, after);
            } finally {
                after.killAll();
            }
        }
    }

    private static void holdsOnTheOldVersion(VoxLocal after, LineCall line, Instant stopped)
            throws Exception {
        var watched = lastAttached(line);
        assertTrue(line.await(LongCall::isAllSaid, TestSystem.PATIENCE), after.log()::tail);
        line.callerSays(LongCall.goodbye());
        var parted = line.await(LongCall::isParted, TestSystem.PATIENCE);
        line.callerHangsUp();
        var record = TestSystem.awaitClosed(after.uri(), line.callId());
        var recorded = new Recorded(line, record);
        assertTrue(parted, recorded::story);
        var moment = stopped.minusSeconds(2);
        recorded.holds(
                turn ->
                        turn.delivered()
                                && (turn.finishedAt().isBefore(moment)
                                        || turn.finishedAt().isAfter(watched)));
        assertTrue(record.path("agent").asText().startsWith("reception@1-"), recorded::story);
        assertEquals("caller_hung_up", record.path("endReason").asText());
        assertTrue(isLong(record), recorded::story);
    }

    /// The new version would have ended such a call long ago.
    private static boolean isLong(JsonNode record) {
        var start = Instant.parse(record.path("startedAt").asText());
        var end = Instant.parse(record.path("endedAt").asText());
        return Duration.between(start, end).compareTo(NewBuild.LONGEST_CALL) > 0;
    }

    private static void startsOnTheNewVersion(ScriptedOpenAi openAi, VoxLocal after)
            throws Exception {
        var script =
                Script.builder("after")
                        .greeting(Answer.says("Good night."))
                        .nobodyHangsUp()
                        .build();
        var line = openAi.dial(script.but().rings(TestSystem.PATIENCE).build(), after.webhook());
        assertTrue(line.awaitGreeting(TestSystem.PATIENCE), after.log()::tail);
        var record = TestSystem.awaitClosed(after.uri(), line.callId());
        assertEquals("time_limit", record.path("endReason").asText());
        var version = "reception@" + NewBuild.AGENT_VERSION + "-";
        assertTrue(record.path("agent").asText().startsWith(version), record::toString);
        assertTrue(
                line.clientEvents().stream()
                        .anyMatch(sent -> sent.json().toString().contains(NewBuild.GREETING)));
    }

    /// What each release wrote is in `functions/dynamo`, by test; the newest build is started on
    /// it.
    @Test
    void anOpenCallOfAReleaseBeforeIsClosed() throws Exception {
        var releases = Home.folder().resolve("functions/dynamo/src/test/resources");
        try (var files = Files.list(releases)) {
            for (var release : files.filter(UpgradeIT::isRelease).toList()) {
                closes(release, data.resolve(release.getFileName().toString()));
            }
        }
    }

    private static boolean isRelease(Path file) {
        return file.getFileName().toString().matches("items-.*[.]json");
    }

    private static void closes(Path release, Path folder) throws Exception {
        var items = JSON.readTree(Files.readString(release));
        seed(items, folder);
        var open = stream(items).filter(item -> item.has("open")).map(UpgradeIT::callId).toList();
        assertFalse(open.isEmpty());
        try (var openAi = openAi()) {
            var vox = VoxLocal.start(folder, openAi, SECRET);
            try {
                for (var call : open) {
                    var record = TestSystem.awaitClosed(vox.uri(), call);
                    assertTrue(record.path("endReason").isTextual(), record::toPrettyString);
                }
            } finally {
                vox.killAll();
            }
        }
    }

    private static void seed(JsonNode items, Path folder) throws IOException {
        var place = DataFolder.in(folder);
        try (var dynamo = LocalDynamo.in(place.calls(), 0);
                var client = LocalClients.dynamo(dynamo.uri())) {
            TableDefinition.create(client, DataFolder.TABLE);
            stream(items).forEach(item -> put(client, item));
        }
    }

    private static void put(DynamoDbClient client, JsonNode json) {
        var item = new HashMap<String, AttributeValue>();
        json.properties().forEach(it -> item.put(it.getKey(), value(it.getValue())));
        item.computeIfPresent(
                "document", (_, _) -> AttributeValue.fromS(Bundled.document().json()));
        client.putItem(it -> it.tableName(DataFolder.TABLE).item(item));
    }

    private static AttributeValue value(JsonNode json) {
        if (json.has("N")) return AttributeValue.fromN(json.get("N").asText());
        if (json.has("BOOL")) return AttributeValue.fromBool(json.get("BOOL").asBoolean());
        return AttributeValue.fromS(json.get("S").asText());
    }

    private static String callId(JsonNode head) {
        return head.at("/pk/S").asText().substring("CALL#".length());
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static ScriptedOpenAi openAi() {
        return ScriptedOpenAi.start(ScriptedOpenAi.Settings.of(LocalEnvironment.API_KEY, SECRET));
    }

    private static Instant lastAttached(LineCall line) {
        return line.observations().stream()
                .filter(seen -> seen.what() == What.ATTACHED)
                .map(Observation::at)
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    private static JsonNode health(VoxLocal vox) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(URI.create(vox.uri() + "/health"))
                            .timeout(Duration.ofSeconds(60))
                            .build();
            return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
        }
    }
}
