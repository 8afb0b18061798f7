package io.voxmachina.aws;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Numbers that CloudWatch picks out of the log.
///
/// Source: CloudWatch's Embedded Metric Format.
///
/// @param out where lines go
/// @param clock the time
/// @param function the only dimension; without one the numbers of all programs are one
public record Metrics(PrintStream out, InstantSource clock, Optional<String> function) {
    private static final String NAMESPACE = "VoxMachina";

    /// Numbers of one program, on the standard output.
    public static Metrics of(String function) {
        return new Metrics(System.out, InstantSource.system(), Optional.of(function));
    }

    /// It happened once.
    ///
    /// @param name a constant
    public void count(String name) {
        write(name, "Count", 1);
    }

    /// There are, or were, so many.
    public void count(String name, long number) {
        write(name, "Count", number);
    }

    /// It took so long.
    public void time(String name, Duration time) {
        write(name, "Milliseconds", time.toMillis());
    }

    private void write(String name, String unit, long value) {
        var line = JsonNodeFactory.instance.objectNode();
        describe(line.putObject("_aws"), name, unit);
        function.ifPresent(it -> line.put("Function", it));
        Lines.print(out, line.put(name, value).toString());
    }

    private void describe(ObjectNode aws, String name, String unit) {
        aws.put("Timestamp", clock.instant().toEpochMilli());
        var directive = aws.putArray("CloudWatchMetrics").addObject();
        directive.put("Namespace", NAMESPACE);
        var dimensions = directive.putArray("Dimensions").addArray();
        if (function.isPresent()) dimensions.add("Function");
        directive.putArray("Metrics").addObject().put("Name", name).put("Unit", unit);
    }
}
