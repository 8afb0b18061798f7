package io.voxmachina.keeper;

import io.voxmachina.call.CallId;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What started the keeper.
sealed interface KeeperEvent {
    /// The word before the sentence; what follows may name anything.
    Pattern ERROR = Pattern.compile("([A-Z][A-Za-z]{3,60}):");

    /// The schedule.
    record Tick() implements KeeperEvent {}

    /// Somebody accepted a call.
    record Wake() implements KeeperEvent {}

    /// A task ended.
    record TaskStopped(CallId call, String task, TaskEnd end) implements KeeperEvent {}

    /// Nothing that concerns us.
    record Other() implements KeeperEvent {}

    /// Reads an event of EventBridge, or our own `{"wake":true}`.
    static KeeperEvent in(Map<String, Object> event) {
        if (Boolean.TRUE.equals(event.get("wake"))) return new Wake();
        return switch (String.valueOf(event.get("detail-type"))) {
            case "Scheduled Event" -> new Tick();
            case "ECS Task State Change" -> taskStopped(map(event.get("detail")));
            default -> new Other();
        };
    }

    /// Source: Amazon ECS, "Amazon ECS task state change events".
    private static KeeperEvent taskStopped(Map<?, ?> detail) {
        var call = callId(detail);
        var task = String.valueOf(detail.get("taskArn"));
        if (!"STOPPED".equals(detail.get("lastStatus")) || call.isEmpty()) return new Other();
        return new TaskStopped(call.get(), task, end(detail));
    }

    private static Optional<CallId> callId(Map<?, ?> detail) {
        return list(map(detail.get("overrides")).get("containerOverrides")).stream()
                .flatMap(container -> list(map(container).get("environment")).stream())
                .map(KeeperEvent::map)
                .filter(variable -> "CALL_ID".equals(variable.get("name")))
                .map(variable -> new CallId(String.valueOf(variable.get("value"))))
                .findFirst();
    }

    private static TaskEnd end(Map<?, ?> detail) {
        var exit =
                containers(detail)
                        .map(container -> container.get("exitCode"))
                        .filter(Number.class::isInstance)
                        .map(code -> ((Number) code).intValue())
                        .findFirst();
        var ofContainers = containers(detail).map(container -> container.get("reason"));
        var error =
                Stream.concat(Stream.ofNullable(detail.get("stoppedReason")), ofContainers)
                        .map(reason -> ERROR.matcher(String.valueOf(reason)))
                        .filter(Matcher::lookingAt)
                        .map(found -> found.group(1))
                        .findFirst();
        var code = Optional.ofNullable(detail.get("stopCode")).map(String::valueOf);
        return new TaskEnd(code.orElse("Stopped"), error, exit, since(detail.get("createdAt")));
    }

    private static Stream<Map<?, ?>> containers(Map<?, ?> detail) {
        return list(detail.get("containers")).stream().map(KeeperEvent::map);
    }

    private static Instant since(Object createdAt) {
        try {
            return Instant.parse(String.valueOf(createdAt));
        } catch (DateTimeParseException e) {
            return Instant.EPOCH;
        }
    }

    private static Map<?, ?> map(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
