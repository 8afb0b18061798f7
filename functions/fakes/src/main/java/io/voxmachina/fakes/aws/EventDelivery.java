package io.voxmachina.fakes.aws;

/// How EventBridge passes on that a task has stopped. AWS promises neither order nor arrival.
public enum EventDelivery {
    ON_TIME,
    DELAYED,
    LOST,
    DUPLICATED
}
