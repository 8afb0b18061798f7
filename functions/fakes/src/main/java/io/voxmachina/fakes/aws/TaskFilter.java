package io.voxmachina.fakes.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Predicate;

/// What ListTasks asks for: by family, by who started them, by desired status (RUNNING unless
/// said).
record TaskFilter(Optional<String> family, Optional<String> startedBy, String desiredStatus)
        implements Predicate<EcsTask> {

    static TaskFilter in(JsonNode input) {
        return new TaskFilter(
                Json.text(input, "family"),
                Json.text(input, "startedBy"),
                Json.text(input, "desiredStatus").orElse("RUNNING"));
    }

    @Override
    public boolean test(EcsTask task) {
        var json = task.json(TaskTimes.API);
        return json.path("desiredStatus").asText().equals(desiredStatus)
                && family.map(task.request().definition().family()::equals).orElse(true)
                && startedBy.map(json.path("startedBy").asText()::equals).orElse(true);
    }
}
