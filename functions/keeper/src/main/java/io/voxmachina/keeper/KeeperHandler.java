package io.voxmachina.keeper;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.voxmachina.aws.Environment;
import java.time.Duration;
import java.util.Map;

/// Started each minute by a schedule, by whoever accepts a call, and by ECS when a task stops.
public final class KeeperHandler implements RequestHandler<Map<String, Object>, String> {
    /// Left of Lambda's time for the last look.
    private static final Duration RESERVE = Duration.ofSeconds(3);

    private final Keeper keeper;

    /// What Lambda calls. Throws [IllegalStateException] that names all that is not configured.
    public KeeperHandler() {
        this(Wiring.keeper(Environment.read(System.getenv(), KeeperConfig::in)));
    }

    KeeperHandler(Keeper keeper) {
        this.keeper = keeper;
    }

    @Override
    public String handleRequest(Map<String, Object> event, Context context) {
        try {
            return handle(KeeperEvent.in(event), context);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "INTERRUPTED";
        }
    }

    private String handle(KeeperEvent event, Context context) throws InterruptedException {
        switch (event) {
            case KeeperEvent.Tick() -> keeper.watch(time(context), true);
            case KeeperEvent.Wake() -> keeper.watch(time(context), false);
            case KeeperEvent.TaskStopped(var call, var task, var end) ->
                    keeper.taskStopped(call, task, end);
            case KeeperEvent.Other() -> {}
        }
        return event.getClass().getSimpleName();
    }

    private static Duration time(Context context) {
        return Duration.ofMillis(context.getRemainingTimeInMillis()).minus(RESERVE);
    }
}
