package io.voxmachina.fakes.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// How times are written: the API counts seconds, events spell them out.
enum TaskTimes {
    API {
        @Override
        void put(ObjectNode json, String name, Instant time) {
            if (time != null) json.put(name, time.toEpochMilli() / 1000.0);
        }
    },
    EVENT {
        @Override
        void put(ObjectNode json, String name, Instant time) {
            if (time != null) json.put(name, time.truncatedTo(ChronoUnit.MILLIS).toString());
        }
    };

    abstract void put(ObjectNode json, String name, Instant time);
}
