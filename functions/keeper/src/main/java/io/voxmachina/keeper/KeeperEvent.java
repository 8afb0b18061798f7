package io.voxmachina.keeper;

import io.voxmachina.call.CallId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What started the keeper.
sealed interface KeeperEvent {
    /// The schedule.
    record Tick() implements KeeperEvent {}

    /// Somebody accepted a call.
    record Wake() implements KeeperEvent {}

    /// A task ended.
    record TaskStopped(CallId call, String task, String reason) implements KeeperEvent {}

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
        return new TaskStopped(call.get(), task, reason(detail));
    }

    private static Optional<CallId> callId(Map<?, ?> detail) {
        return list(map(detail.get("overrides")).get("containerOverrides")).stream()
                .flatMap(container -> list(map(container).get("environment")).stream())
                .map(KeeperEvent::map)
                .filter(variable -> "CALL_ID".equals(variable.get("name")))
                .map(variable -> new CallId(String.valueOf(variable.get("value"))))
                .findFirst();
    }

    private static String reason(Map<?, ?> detail) {
        var exit =
                list(detail.get("containers")).stream()
                        .map(container -> map(container).get("exitCode"))
                        .filter(code -> code != null)
                        .findFirst();
        var why =
                detail.get("stopCode") == null ? "Stopped" : String.valueOf(detail.get("stopCode"));
        return exit.map(code -> why + ", exit code " + code).orElse(why);
    }

    private static Map<?, ?> map(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
