package io.voxmachina.local.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.fakes.openai.ExpectedTurn;
import io.voxmachina.fakes.openai.LineCall;
import io.voxmachina.fakes.openai.Observation;
import io.voxmachina.fakes.openai.Observation.What;
import io.voxmachina.fakes.openai.ScriptedOpenAi;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `vox local` is killed during calls and restarted on its data folder.
class RestartIT {
    private static final String SECRET = "whsec_dGhlIHNpZ25pbmcgc2VjcmV0IG9mIHRlc3Rz";

    @TempDir private Path data;

    /// Its monitors live on as tasks of ECS would: they find the table again, and nothing is lost.
    /// No program is left behind.
    @Test
    void monitorsFindARestartedSystemAgain() throws Exception {
        try (var openAi = openAi()) {
            var first = VoxLocal.start(data, openAi, SECRET);
            var line = first.held("restart", openAi);
            var attached = attached(line);
            var programs = first.programs();
            first.process().destroyForcibly();
            var second = VoxLocal.start(data, openAi, SECRET);
            try {
                finish(second, line, ExpectedTurn::delivered);
                assertEquals(attached, attached(line), "watched by the same monitor throughout");
                for (var program : programs)
                    program.onExit().get(TestSystem.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } finally {
                second.killAll();
                programs.forEach(ProcessHandle::destroyForcibly);
            }
        }
    }

    @Test
    void respondersTakeOverWhatWasOpen() throws Exception {
        try (var openAi = openAi()) {
            var first = VoxLocal.start(data, openAi, SECRET);
            var line = first.held("restart", openAi);
            var attached = attached(line);
            var killed = Instant.now();
            first.killAll();
            var second = VoxLocal.start(data, openAi, SECRET);
            var restarted = Instant.now();
            try {
                assertTrue(
                        line.await(_ -> attached(line) > attached, TestSystem.PATIENCE),
                        second.log()::tail);
                var watched = last(line, What.ATTACHED).orElseThrow();
                System.out.println(
                        "all of `vox local` killed: watched again "
                                + Duration.between(restarted, watched).toMillis()
                                + " ms after it was ready again");
                var moment = killed.minusSeconds(2);
                finish(
                        second,
                        line,
                        turn ->
                                turn.delivered()
                                        && (turn.finishedAt().isBefore(moment)
                                                || turn.finishedAt().isAfter(watched)));
            } finally {
                second.killAll();
            }
        }
    }

    /// As Ctrl-C does it: its programs end with it, and it does not wait for what is closed
    /// already.
    @Test
    void itStopsAtOnceWhenItIsTold() throws Exception {
        try (var openAi = openAi()) {
            var vox = VoxLocal.start(data, openAi, SECRET);
            var programs = vox.programs();
            try {
                vox.process().destroy();

                assertTrue(vox.process().waitFor(8, TimeUnit.SECONDS), vox.log()::tail);
                for (var program : programs)
                    program.onExit().get(TestSystem.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } finally {
                vox.killAll();
            }
        }
    }

    private static ScriptedOpenAi openAi() {
        return ScriptedOpenAi.start(ScriptedOpenAi.Settings.of(LocalEnvironment.API_KEY, SECRET));
    }

    private static long attached(LineCall line) {
        return line.count(What.ATTACHED);
    }

    private static Optional<Instant> last(LineCall line, What what) {
        return line.observations().stream()
                .filter(seen -> seen.what() == what)
                .map(Observation::at)
                .reduce((_, later) -> later);
    }

    private static void finish(VoxLocal vox, LineCall line, Predicate<ExpectedTurn> required)
            throws Exception {
        assertTrue(line.await(LongCall::isAllSaid, TestSystem.PATIENCE), vox.log()::tail);
        line.callerSays(LongCall.goodbye());
        var parted = line.await(LongCall::isParted, TestSystem.PATIENCE);
        line.callerHangsUp();
        var record = TestSystem.awaitClosed(vox.uri(), line.callId());
        var recorded = new Recorded(line, record);
        assertTrue(parted, recorded::story);
        recorded.holds(required);
        assertEquals("caller_hung_up", record.path("endReason").asText());
    }
}
