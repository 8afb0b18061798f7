package io.voxmachina.aws;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxmachina.call.Metric;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// Numbers that CloudWatch picks out of the log.
///
/// Source: CloudWatch's Embedded Metric Format.
///
/// @param clock the time
/// @param table the calls table, by which systems in one account are told apart
record Metrics(InstantSource clock, String table) {
    static final String NAMESPACE = "VoxMachina";
    static final String TABLE = "CallsTable";

    /// @param fields what else the line tells, among them the one that [Metric#by] names
    String line(Metric metric, long value, Map<String, Object> fields) {
        var known = new LinkedHashMap<>(fields);
        metric.by().ifPresent(by -> known.computeIfAbsent(by, _ -> "unknown"));
        var line = JsonNodeFactory.instance.objectNode();
        describe(line.putObject("_aws"), metric);
        line.put(TABLE, table).put(metric.title(), value);
        known.forEach((name, told) -> line.put(name, String.valueOf(told)));
        return line.toString();
    }

    private void describe(ObjectNode aws, Metric metric) {
        aws.put("Timestamp", clock.instant().toEpochMilli());
        var directive = aws.putArray("CloudWatchMetrics").addObject();
        directive.put("Namespace", NAMESPACE);
        dimensions(directive.putArray("Dimensions"), metric);
        directive
                .putArray("Metrics")
                .addObject()
                .put("Name", metric.title())
                .put("Unit", unit(metric.unit()));
    }

    private static void dimensions(ArrayNode sets, Metric metric) {
        sets.addArray().add(TABLE);
        metric.by().ifPresent(by -> sets.addArray().add(TABLE).add(by));
    }

    private static String unit(Metric.Unit unit) {
        return switch (unit) {
            case COUNT -> "Count";
            case MILLISECONDS -> "Milliseconds";
        };
    }
}
