package io.voxmachina.local;

import io.voxmachina.fakes.aws.EventDelivery;
import io.voxmachina.fakes.aws.FakeEcs;
import java.time.Duration;

/// How the events of stopped tasks travel.
enum TaskEvents {
    /// At once.
    ON_TIME(EventDelivery.ON_TIME),
    /// Half a minute late.
    DELAYED(EventDelivery.DELAYED),
    /// Never.
    LOST(EventDelivery.LOST);

    private static final Duration DELAY = Duration.ofSeconds(30);

    private final EventDelivery delivery;

    TaskEvents(EventDelivery delivery) {
        this.delivery = delivery;
    }

    void on(FakeEcs ecs) {
        ecs.deliverEvents(delivery, DELAY);
    }
}
