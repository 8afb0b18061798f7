package io.voxmachina.fakes.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.fakes.openai.script.Scripts;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class ManyCallsTest extends OpenAiTest {
    private static final int CALLS = 200;

    @Test
    void hundredsOfCallsAtOnceAllReachTheirEnd() throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var ends = new ArrayList<Future<LineCall>>();
            for (int i = 0; i < CALLS; i++) ends.add(callers.submit(this::play));
            for (var end : ends) assertEquals(4, end.get().heard().size());
        }
        assertEquals(CALLS, openAi.calls().size());
    }

    private LineCall play() throws Exception {
        var call = accepted(Scripts.reception().but().pace(40).build());
        var sideband = attach(call);
        sideband.greet();
        var note = sideband.next("response.function_call_arguments.done");
        sideband.answerTool(note.path("call_id").asText(), "{}");
        assertTrue(call.awaitEnded(SOON.multipliedBy(4)));
        return call;
    }
}
