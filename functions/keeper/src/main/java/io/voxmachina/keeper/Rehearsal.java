package io.voxmachina.keeper;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.voxmachina.aws.Environment;
import io.voxmachina.aws.Snapshot;
import io.voxmachina.aws.Stage;
import io.voxmachina.dynamo.StageAnswers;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;

/// A look at the table that finds a call which nobody holds, and a task that stopped.
final class Rehearsal implements Snapshot.Part {
    private static final Duration TIME = Duration.ofSeconds(5);
    private static final String STOPPED =
            """
            {"detail-type":"ECS Task State Change","detail":{"lastStatus":"STOPPED",
             "taskArn":"rehearsal","containers":[{"exitCode":0}],"overrides":{"containerOverrides":[
             {"environment":[{"name":"CALL_ID","value":"rtc_rehearsal"}]}]}}}
            """;

    private final Keeper keeper;
    private final KeeperHandler handler;

    Rehearsal(Stage stage) {
        stage.answers(StageAnswers.all());
        var config = Environment.read(stage.environment(), KeeperConfig::in);
        keeper = Wiring.keeper(config, stage.clients(), stage.log());
        handler = new KeeperHandler(keeper);
    }

    @Override
    public void play() throws IOException, InterruptedException {
        keeper.look(TIME);
        handler.handleRequest(
                new ByteArrayInputStream(STOPPED.getBytes(UTF_8)),
                new ByteArrayOutputStream(),
                null);
    }
}
