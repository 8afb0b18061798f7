package io.voxmachina.fakes.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/// Tells of stopped tasks as EventBridge does: on time, late, twice or never.
///
/// Source: [ECS task state change
/// events](https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_task_events.html).
final class StoppedEvents {
    private final Consumer<String> consumer;
    private final InstantSource clock;
    private final Later later;
    private volatile EventDelivery delivery = EventDelivery.ON_TIME;
    private volatile Duration delay = Duration.ZERO;

    StoppedEvents(Consumer<String> consumer, InstantSource clock, Later later) {
        this.consumer = consumer;
        this.clock = clock;
        this.later = later;
    }

    void deliver(EventDelivery delivery, Duration delay) {
        this.delay = delay;
        this.delivery = delivery;
    }

    void stopped(EcsTask task) {
        var event = event(task, clock.instant()).toString();
        switch (delivery) {
            case ON_TIME -> later.run(Duration.ZERO, () -> consumer.accept(event));
            case DELAYED -> later.run(delay, () -> consumer.accept(event));
            case DUPLICATED -> {
                later.run(Duration.ZERO, () -> consumer.accept(event));
                later.run(delay, () -> consumer.accept(event));
            }
            case LOST -> {}
        }
    }

    private static ObjectNode event(EcsTask task, Instant now) {
        var event = Json.object();
        event.put("version", "0").put("id", UUID.randomUUID().toString());
        event.put("detail-type", "ECS Task State Change").put("source", "aws.ecs");
        event.put("account", Arns.ACCOUNT);
        event.put("time", now.truncatedTo(ChronoUnit.SECONDS).toString());
        event.put("region", Arns.REGION);
        event.set("resources", Json.strings(List.of(task.arn())));
        var detail = task.json(TaskTimes.EVENT);
        TaskTimes.EVENT.put(detail, "updatedAt", now);
        event.set("detail", detail);
        return event;
    }
}
