package io.voxmachina.local.calls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.AgentRef;
import io.voxmachina.call.CallId;
import io.voxmachina.call.Log;
import io.voxmachina.call.NewCall;
import io.voxmachina.call.PhoneNumber;
import io.voxmachina.dynamo.DynamoCalls;
import io.voxmachina.local.CommandRun;
import io.voxmachina.local.cli.Trouble;
import io.voxmachina.local.dynamo.LocalClients;
import io.voxmachina.local.event.SampleCall;
import io.voxmachina.local.event.SampleWorld;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The command against the table of a local system that has the sample call.
@Timeout(60)
class CallsEraseTest {
    private static final String CALL = SampleCall.ID.value();
    private static final String CALLER = "+447700900123";

    @TempDir Path data;
    private SampleWorld world;

    @BeforeEach
    void open() throws IOException {
        world = SampleWorld.anywhere();
        var port = world.uris().getFirst().getPort();
        Files.writeString(data.resolve("ports.properties"), "dynamo=" + port);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private CommandRun erase(String... arguments) {
        var all = new ArrayList<>(List.of("calls", "erase", "--data", data.toString()));
        all.addAll(List.of(arguments));
        return CommandRun.of(all.toArray(String[]::new));
    }

    private static CommandRun typing(String typed, java.util.function.Supplier<CommandRun> run) {
        var before = System.in;
        System.setIn(new ByteArrayInputStream((typed + "\n").getBytes(StandardCharsets.UTF_8)));
        try {
            return run.get();
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void aCallersCallsAreErasedWithAllThatWasSaid() {
        var run = erase(CALLER, "--yes");

        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().matches("Erased 1 call \\([1-9][0-9]* items\\)\\.\n"), run.out());
        try (var table = table()) {
            var trouble = assertThrows(Trouble.class, () -> table.call(CALL));
            assertEquals("There is no call " + CALL + " in the table calls.", trouble.getMessage());
        }
        assertEquals("Erased 0 calls (0 items).\n", erase(CALLER, "--yes").out());
    }

    @Test
    void oneCallIsErasedByItsId() {
        var run = typing("yes", () -> erase("--call", CALL));

        assertEquals(0, run.code(), run.err());
        assertTrue(
                run.out().startsWith("This erases 1 call, with all that was said, for good.\nType"),
                run.out());
        assertTrue(run.out().contains("Erased 1 call ("), run.out());
        assertEquals(1, erase("--call", CALL, "--yes").code());
    }

    @Test
    void nothingIsErasedUnlessItIsConfirmed() {
        var run = typing("y", () -> erase(CALLER));

        assertEquals(1, run.code());
        assertEquals("vox: Nothing was erased.\n", run.err());
        try (var table = table()) {
            assertEquals(CALL, table.call(CALL).path("callId").asText());
        }
    }

    @Test
    void aCallInProgressStaysAndIsTold() {
        ring("rtc_ringing");

        var run = erase(CALLER, "--yes");

        assertEquals(1, run.code());
        assertTrue(
                run.out()
                        .endsWith(
                                "Left 1 call, in progress or ended less than five minutes ago: run"
                                        + " this again later.\n"),
                run.out());
        assertTrue(run.out().startsWith("Erased 1 call ("), run.out());
    }

    private void ring(String id) {
        var now = Instant.now();
        var caller = Optional.of(new PhoneNumber(CALLER));
        var agent = new AgentRef("reception", "1");
        var call = new NewCall(new CallId(id), "realtime", agent, caller, Optional.empty(), now);
        try (var client = LocalClients.dynamo(world.uris().getFirst())) {
            DynamoCalls.of(client, SampleWorld.TABLE, Duration.ofDays(1), () -> "x", Log.none())
                    .calls()
                    .claim(call, "hook", now, now.plusSeconds(10));
        }
    }

    @Test
    void aSystemThatDoesNotRunIsSaidInASentence() throws IOException {
        Files.delete(data.resolve("ports.properties"));

        var run = erase(CALLER, "--yes");

        assertEquals(1, run.code());
        assertEquals("vox: No `vox local --data " + data + "` is running. Start it.\n", run.err());
    }

    @Test
    void whatIsAskedWronglyGivesTwo() {
        assertEquals(2, erase("--yes").code());
        assertEquals(2, erase("0123").code());
        assertEquals(2, erase(CALLER, "--call", CALL).code());
        assertEquals(2, erase(CALLER, "--table", "t").code());
        assertEquals(2, CommandRun.of("calls", "erase", CALLER).code());
    }

    private TableCalls table() {
        return new TableCalls(SampleWorld.TABLE, LocalClients.dynamo(world.uris().getFirst()));
    }
}
