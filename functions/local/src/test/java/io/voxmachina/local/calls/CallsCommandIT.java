package io.voxmachina.local.calls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.voxmachina.call.PhoneNumber;
import io.voxmachina.local.CommandRun;
import io.voxmachina.local.cli.Trouble;
import io.voxmachina.local.dynamo.LocalClients;
import io.voxmachina.local.event.PackagedFunctions;
import io.voxmachina.local.event.SampleCall;
import io.voxmachina.local.event.SampleWorld;
import io.voxmachina.local.gateway.HttpFront;
import io.voxmachina.local.project.Deployment;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The command against the packaged history function behind an HTTP front, and against its table.
@Timeout(60)
class CallsCommandIT {
    private static final String CALL = SampleCall.ID.value();
    private static final CallsQuestion DAY = new CallsQuestion.ByDay(LocalDate.of(2026, 1, 15));
    private static final String HISTORY = "HistoryFunction";

    private static SampleWorld world;
    private static PackagedFunctions functions;
    private static HttpFront front;

    @BeforeAll
    static void open() throws IOException {
        world = SampleWorld.anywhere();
        functions = new PackagedFunctions(world, Map.of());
        var routes = Deployment.of(PackagedFunctions.HOME).routes();
        var limit = Duration.ofSeconds(30);
        front =
                new HttpFront(
                        0,
                        routes,
                        (_, event) -> functions.function(HISTORY).invoke(event, limit),
                        InstantSource.system());
    }

    @AfterAll
    static void close() {
        if (front != null) front.close();
        if (functions != null) functions.close();
        if (world != null) world.close();
    }

    private static CommandRun calls(String... arguments) {
        var all = new java.util.ArrayList<>(List.of("calls"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--url", front.uri().toString()));
        return CommandRun.of(all.toArray(String[]::new));
    }

    @Test
    void aListShowsColumnsAndNoWholeNumber() {
        var run = calls("list", "--day", "2026-01-15");

        assertEquals(0, run.code(), run.err());
        var lines = run.out().lines().toList();
        assertEquals(2, lines.size(), run.out());
        assertTrue(
                lines.get(1)
                        .matches(
                                "2026-01-15 10:00:00 +ended +…23 +…00 +0:29 +reception@1 +caller"
                                        + " hung up +"
                                        + CALL),
                lines.get(1));
    }

    @Test
    void numbersAreWholeWhenAskedFor() {
        var run = calls("list", "--caller", "+447700900123", "--full-numbers");

        assertTrue(run.out().contains("+447700900123"), run.out());
    }

    @Test
    void nothingToListIsSaid() {
        assertEquals("No calls.\n", calls("list", "--open").out());
    }

    @Test
    void aCallIsShownWithItsToolsNotesGapsAndLaunches() {
        var out = calls("show", CALL).out();

        assertTrue(out.contains("   2.00 s  agent         Happy Medical Centre"), out);
        assertTrue(
                out.contains("  20.00 s  tool          note {\"text\":\"Inhaler empty.\"}"), out);
        for (var kind : List.of("launch", "gap", "handover", "message", "usage")) {
            assertTrue(out.contains(" s  " + kind + " "), kind);
        }
        assertFalse(out.contains("+447700900123"), out);
        assertTrue(
                out.contains("tokens   in 930 (cached 320, audio 90) out 127 (audio 75)\n"), out);
    }

    @Test
    void aTranscriptIsTextOrJson() throws IOException {
        var text = calls("transcript", CALL);
        var json = calls("transcript", CALL, "--format", "json");

        assertTrue(text.out().contains("10:00:08 Caller: My inhaler is empty.\n"), text.out());
        assertEquals(3, new ObjectMapper().readTree(json.out()).path("turns").size());
        assertEquals(json.out(), calls("transcript", CALL, "--json").out());
    }

    @Test
    void theTableTellsTheSameAsTheApi() {
        try (var api = new HttpCalls(front.uri());
                var table = table(SampleWorld.TABLE)) {
            assertEquals(api.call(CALL).toString(), table.call(CALL).toString());
            assertEquals(api.transcript(CALL).toString(), table.transcript(CALL).toString());
            assertEquals(api.transcriptText(CALL), table.transcriptText(CALL));
            var page = api.list(DAY, 1, Optional.empty());
            assertEquals(page.path("calls"), table.list(DAY, 1, Optional.empty()).path("calls"));
        }
    }

    private static TableCalls table(String name) {
        return new TableCalls(name, LocalClients.dynamo(world.uris().getFirst()));
    }

    @Test
    void aCallThatIsNotThereIsSaidInASentence() {
        var run = calls("show", "rtc_nobody");

        assertEquals(1, run.code());
        assertEquals("vox: There is no call rtc_nobody in " + front.uri() + ".\n", run.err());
        try (var table = table(SampleWorld.TABLE)) {
            var trouble = assertThrows(Trouble.class, () -> table.call("rtc_nobody"));
            assertEquals("There is no call rtc_nobody in the table calls.", trouble.getMessage());
        }
    }

    @Test
    void aTableThatIsNotThereIsSaidInASentence() {
        try (var table = table("other")) {
            var number = new PhoneNumber("+447700900123");
            var trouble =
                    assertThrows(
                            Trouble.class,
                            () ->
                                    table.list(
                                            new CallsQuestion.ByCaller(number),
                                            1,
                                            Optional.empty()));
            assertEquals(
                    "AWS knows nothing of the table other in this region and account.",
                    trouble.getMessage());
        }
    }

    @Test
    void nobodyAtTheAddressIsSaidInASentence() throws IOException {
        var run = CommandRun.of("calls", "list", "--url", free().toString());

        assertEquals(1, run.code());
        assertTrue(run.err().startsWith("vox: Nothing listens at http://127.0.0.1:"), run.err());
        assertEquals(1, run.err().lines().count());
    }

    private static URI free() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }

    @Test
    void whatIsAskedWronglyGivesTwo() {
        assertEquals(2, CommandRun.of().code());
        assertEquals(2, CommandRun.of("calls").code());
        assertEquals(2, CommandRun.of("calls", "show").code());
        assertEquals(2, CommandRun.of("calls", "list", "--day", "2026-02-30").code());
        assertEquals(2, CommandRun.of("calls", "list", "--caller", "0123").code());
        assertEquals(2, CommandRun.of("calls", "list", "--open", "--day", "today").code());
        assertEquals(2, CommandRun.of("calls", "list", "--limit", "0").code());
        assertEquals(2, CommandRun.of("calls", "list", "--url", "x://", "--table", "t").code());
    }
}
