package io.voxmachina.responder;

import io.voxmachina.agent.Bundled;
import io.voxmachina.aws.EcsMonitors;
import io.voxmachina.aws.LambdaResponders;
import io.voxmachina.aws.MonitorTask;
import io.voxmachina.aws.Snapshot;
import io.voxmachina.call.CallId;
import io.voxmachina.call.ControllerId;
import io.voxmachina.call.JdkPlatform;
import io.voxmachina.call.Log;
import io.voxmachina.call.Responders.Wake;
import io.voxmachina.call.Role;
import io.voxmachina.dynamo.DynamoCalls;
import io.voxmachina.openai.OpenAiClients;
import io.voxmachina.openai.RealtimeSideband;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/// Plays a call that rings nowhere, before the snapshot is taken.
final class Rehearsal {
    private static final Instant THEN = Instant.ofEpochSecond(1_700_000_000);

    private final Log log = Log.none();
    private final JdkPlatform platform = new JdkPlatform(log);
    private final CallId call = new CallId("rtc_rehearsal");

    private Rehearsal() {}

    static void run() {
        var rehearsal = new Rehearsal();
        Snapshot.rehearse(Bundled::agent);
        Snapshot.rehearse(rehearsal::acquire);
        Snapshot.rehearse(rehearsal::read);
        Snapshot.rehearse(rehearsal::launch);
        Snapshot.rehearse(rehearsal::wake);
        Snapshot.rehearse(rehearsal::attach);
    }

    private void acquire() {
        try (var nobody = Snapshot.reachingNobody(DynamoDbClient.builder())) {
            var me = new ControllerId(Role.RESPONDER, "rehearsal");
            table(nobody).leases().acquire(call, me, Optional.empty(), THEN, THEN);
        }
    }

    private void read() {
        try (var nobody = Snapshot.reachingNobody(DynamoDbClient.builder())) {
            table(nobody).transcripts().timeline(call);
        }
    }

    private DynamoCalls table(DynamoDbClient client) {
        return DynamoCalls.of(client, "rehearsal", Duration.ofDays(1), platform::uniqueName);
    }

    private void launch() {
        try (var nobody = Snapshot.reachingNobody(EcsClient.builder())) {
            var task =
                    new MonitorTask("rehearsal", "rehearsal", List.of("subnet-0"), List.of(), true);
            new EcsMonitors(nobody, task).launch(call, 1);
        }
    }

    private void wake() {
        try (var nobody = Snapshot.reachingNobody(LambdaClient.builder())) {
            new LambdaResponders(nobody, "rehearsal").wake(new Wake(call, Optional.empty(), 0));
        }
    }

    private void attach() {
        try (var nobody = new OpenAiClients(Snapshot.NOWHERE + "/v1", () -> "sk-rehearsal")) {
            new RealtimeSideband(nobody, platform, log).attach(call);
        }
    }
}
