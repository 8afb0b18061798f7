package io.voxmachina.local.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxmachina.fakes.http.HttpReply;
import io.voxmachina.fakes.http.Loopback;
import io.voxmachina.local.CommandRun;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class DialCommandTest {
    @Test
    void aSystemThatDiesInTheMiddleOfTheCallIsToldInASentence() throws Exception {
        try (var dying = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var death = Thread.ofVirtual().start(() -> answerNothingAndDie(dying));

            var run = dial("http://127.0.0.1:" + dying.getLocalPort());

            death.join();
            assertEquals("vox: `vox local` has gone in the middle of the call.\n", run.err());
            assertEquals(1, run.code());
        }
    }

    @Test
    void nobodyAtTheDeskIsToldInASentence() {
        var desk = Loopback.serving(0, 1000, _ -> HttpReply.empty(404));
        var uri = desk.uri().toString();
        desk.close();

        var run = CommandRun.of("dial", "--desk", uri);

        assertEquals(
                "vox: Nothing listens at " + uri + ". Start `./vox local` first.\n", run.err());
        assertEquals(1, run.code());
    }

    @Test
    void whatTheDeskRefusesIsTold() {
        try (var desk =
                Loopback.serving(0, 256 * 1024, _ -> HttpReply.error(500, "full", "Full"))) {
            var run = CommandRun.of("dial", "--desk", desk.uri().toString());

            var said = "{\"error\":\"full\",\"message\":\"Full\"}";
            assertEquals("vox: " + desk.uri() + " answered 500: " + said + "\n", run.err());
            assertEquals(1, run.code());
        }
    }

    private static CommandRun dial(String api) {
        var placed = "{\"callId\":\"rtc_1\",\"api\":\"" + api + "\"}";
        try (var desk = Loopback.serving(0, 256 * 1024, _ -> HttpReply.json(200, placed))) {
            return CommandRun.of("dial", "--desk", desk.uri().toString());
        }
    }

    private static void answerNothingAndDie(ServerSocket dying) {
        try (dying) {
            dying.accept().close();
        } catch (IOException _) {
            // the command did not even ask
        }
    }
}
