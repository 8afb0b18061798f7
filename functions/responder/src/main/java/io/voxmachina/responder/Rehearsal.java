package io.voxmachina.responder;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.voxmachina.agent.Bundled;
import io.voxmachina.agent.PublishedAgents;
import io.voxmachina.aws.Environment;
import io.voxmachina.aws.EventJson;
import io.voxmachina.aws.Snapshot;
import io.voxmachina.aws.Stage;
import io.voxmachina.call.Agents;
import io.voxmachina.call.ControllerId;
import io.voxmachina.call.JdkPlatform;
import io.voxmachina.call.Platform;
import io.voxmachina.call.Role;
import io.voxmachina.call.Sideband.Attachment.Attached;
import io.voxmachina.call.Sideband.Link;
import io.voxmachina.call.SidebandMessage.AskReply;
import io.voxmachina.call.SidebandMessage.Purpose;
import io.voxmachina.call.run.Ports;
import io.voxmachina.dynamo.StageAnswers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A call that nobody makes: read, held, listened to and greeted; a task is started for it, and a
/// successor woken.
final class Rehearsal implements Snapshot.Part {
    private static final String WAKE = "{\"callId\":\"rtc_rehearsal\",\"hop\":0}";
    private static final String HEARD =
            """
            {"type":"session.created","event_id":"event_1","session":{"id":"sess_1"}}
            {"type":"response.created","event_id":"event_2","response":{"id":"resp_1"}}
            """;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Platform platform;
    private final Ports ports;
    private final Agents agents;

    Rehearsal(Stage stage) {
        stage.answers(StageAnswers.with(Bundled.document().json()));
        stage.answers(Map.of("/v1/realtime", HEARD));
        var config = Environment.read(stage.environment(), ResponderConfig::in);
        var clients = stage.clients();
        platform = new JdkPlatform(stage.log());
        var openAi = Wiring.openAi(config, clients);
        stage.closing(openAi::close);
        var table = Wiring.table(config, clients, platform, stage.log());
        ports = Wiring.ports(config, clients, openAi, table, stage.log());
        agents = new PublishedAgents(table.agents());
    }

    @Override
    public void play() throws IOException, InterruptedException {
        var wake =
                ResponderHandler.wake(
                        EventJson.object(new ByteArrayInputStream(WAKE.getBytes(UTF_8))));
        var call = wake.call();
        var now = platform.now();
        var me = new ControllerId(Role.RESPONDER, platform.uniqueName());
        agents.find(ports.calls().find(call).orElseThrow().call().agent());
        ports.leases().acquire(call, me, Optional.empty(), now, now);
        ports.transcripts().timeline(call);
        if (ports.sideband().attach(call) instanceof Attached(var link)) greet(link);
        ports.monitors().orElseThrow().launch(call, 1);
        ports.responders().wake(wake);
    }

    private void greet(Link link) throws InterruptedException {
        var heard = new CountDownLatch(1);
        try (link) {
            link.listen(_ -> heard.countDown());
            var greeting = new AskReply(Purpose.GREETING, Optional.empty());
            link.send("rehearsal", greeting, platform.now().plus(PATIENCE));
            var _ = heard.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
