package io.voxmachina.openai;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.core.ObjectMappers;
import io.voxmachina.call.CallId;
import io.voxmachina.call.ItemId;
import io.voxmachina.call.Log;
import io.voxmachina.call.SidebandMessage;
import io.voxmachina.call.SidebandMessage.AddNote;
import io.voxmachina.call.SidebandMessage.AddToolOutput;
import io.voxmachina.call.SidebandMessage.AskReply;
import io.voxmachina.call.SidebandMessage.Delete;
import io.voxmachina.call.SidebandMessage.Purpose;
import io.voxmachina.call.SidebandMessage.Retrieve;
import io.voxmachina.call.ToolCallId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// A process that asks OpenAI everything once, for `ColdProcessTest`; then the SDK's own mapper
/// writes the same.
final class ColdProcess {
    private static final CallId CALL = new CallId("rtc_cold");
    private static final ItemId ITEM = new ItemId("vox_1");

    private static final List<SidebandMessage> MESSAGES =
            List.of(
                    new AddNote(ITEM, "Be brief"),
                    new AddToolOutput(ITEM, new ToolCallId("call_1"), "{}"),
                    new AskReply(Purpose.values()[0], Optional.of("Greet.")),
                    new Retrieve(ITEM),
                    new Delete(ITEM));

    private ColdProcess() {}

    public static void main(String[] arguments) throws IOException {
        askAll();
        write(OpenAiJson.MAPPER);
        BySdk.write();
    }

    /// From where this class is loaded, it is the SDK.
    static final class BySdk {
        private BySdk() {}

        static void write() throws IOException {
            ColdProcess.write(ObjectMappers.jsonMapper());
        }
    }

    private static void askAll() throws IOException {
        var platform = new TestPlatform();
        var notAfter = platform.now().plusSeconds(60);
        try (var openAi = Loopback.doing(exchange -> exchange.reply(200, ""));
                var clients = new OpenAiClients(openAi.baseUrl(), () -> "sk-test")) {
            var calls = new OpenAiCalls(clients, platform, Log.none());
            calls.accept(CALL, Agents.practice(), notAfter);
            calls.reject(CALL, 486, notAfter);
            calls.refer(CALL, "tel:+441632960100", notAfter);
            calls.hangUp(CALL, notAfter);
            System.out.println("asked " + openAi.exchanges().size());
        }
    }

    private static void write(JsonMapper mapper) throws IOException {
        for (var message : MESSAGES)
            System.out.println(mapper.writeValueAsString(RealtimeMessages.out("e-1", message)));
    }
}
