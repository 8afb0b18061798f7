package io.voxmachina.fakes.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The launches of the last day by client token.
///
/// Source: [Ensuring
/// idempotency](https://docs.aws.amazon.com/AmazonECS/latest/APIReference/ECS_Idempotency.html): a
/// repeat gives the first answer for 24 hours, even when its task has stopped.
final class Launches {
    private static final Duration REMEMBERED = Duration.ofHours(24);
    private static final int LIMIT = 10_000;

    private record Launch(JsonNode input, List<EcsTask> tasks, Instant at) {}

    private final Map<String, Launch> byToken = new HashMap<>();

    /// The tasks of an equal request with the same token; a conflict when the token was used for
    /// another.
    Optional<List<EcsTask>> repeated(RunTask request, Instant now) {
        byToken.values().removeIf(launch -> launch.at().plus(REMEMBERED).isBefore(now));
        var launch = byToken.get(request.token());
        if (launch == null) return Optional.empty();
        if (!launch.input().equals(request.input())) throw conflict(launch);
        return Optional.of(launch.tasks());
    }

    void remember(RunTask request, List<EcsTask> tasks, Instant now) {
        if (request.token().isEmpty()) return;
        if (byToken.size() >= LIMIT)
            throw AwsError.refused("ThrottlingException", "Rate exceeded.");
        byToken.put(request.token(), new Launch(request.input(), tasks, now));
    }

    private static AwsError conflict(Launch launch) {
        var error =
                AwsError.refused(
                        "ConflictException",
                        "The clientToken was used with other parameters before.");
        var arns = launch.tasks().stream().map(EcsTask::arn).toList();
        error.fields().set("resourceIds", Json.strings(arns));
        return error;
    }
}
