package io.voxmachina.local.system;

import io.voxmachina.fakes.aws.EventDelivery;
import io.voxmachina.fakes.aws.FakeEcs;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

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

    /// `on-time`, `delayed` or `lost`.
    static final class Reader implements ITypeConverter<TaskEvents> {
        @Override
        public TaskEvents convert(String text) {
            try {
                return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("not one of on-time, delayed, lost");
            }
        }
    }
}
