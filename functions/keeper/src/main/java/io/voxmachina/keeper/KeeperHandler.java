package io.voxmachina.keeper;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.voxmachina.aws.Environment;
import io.voxmachina.aws.EventJson;
import io.voxmachina.aws.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/// Started each minute by a schedule, by whoever accepts a call, and by ECS when a task stops.
public final class KeeperHandler implements RequestStreamHandler {
    /// Left of Lambda's time for the last look.
    private static final Duration RESERVE = Duration.ofSeconds(3);

    private final Keeper keeper;

    /// What Lambda calls. Throws [IllegalStateException] that names all that is not configured.
    public KeeperHandler() {
        this(Wiring.keeper(Environment.read(System.getenv(), KeeperConfig::in)));
        Snapshot.prepare(System.getenv(), Rehearsal::new);
    }

    KeeperHandler(Keeper keeper) {
        this.keeper = keeper;
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context)
            throws IOException {
        try {
            var read = KeeperEvent.in(EventJson.object(event));
            handle(read, context);
            EventJson.text(answer, read.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            EventJson.text(answer, "INTERRUPTED");
        }
    }

    private void handle(KeeperEvent event, Context context) throws InterruptedException {
        switch (event) {
            case KeeperEvent.Tick() -> keeper.watch(time(context), true);
            case KeeperEvent.Wake() -> keeper.watch(time(context), false);
            case KeeperEvent.TaskStopped(var call, var task, var end) ->
                    keeper.taskStopped(call, task, end);
            case KeeperEvent.Other() -> {}
        }
    }

    private static Duration time(Context context) {
        return Duration.ofMillis(context.getRemainingTimeInMillis()).minus(RESERVE);
    }
}
