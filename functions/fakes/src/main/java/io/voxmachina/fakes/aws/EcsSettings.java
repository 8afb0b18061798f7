package io.voxmachina.fakes.aws;

import java.time.Duration;

/// A cluster and its temper.
///
/// @param cluster the cluster's name
/// @param startDelay from RunTask to the container's start; Fargate takes 30 to 90 s
/// @param capacity more tasks than this find no room
public record EcsSettings(String cluster, Duration startDelay, int capacity) {}
