package io.voxmachina.fakes.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// What a task's JSON says of its overrides: ECS names the container even when nothing was
/// overridden.
final class TaskOverrides {
    private TaskOverrides() {}

    static ObjectNode json(RunTask request) {
        var given = request.input().path("overrides");
        var overrides = given.isObject() ? (ObjectNode) given.deepCopy() : Json.object();
        if (overrides.path("containerOverrides").isEmpty()) {
            JsonNode container = Json.object().put("name", request.definition().container());
            overrides.set("containerOverrides", Json.array(List.of(container)));
        }
        return overrides;
    }
}
