package io.voxmachina.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, false, StandardCharsets.UTF_8);

    @Test
    void aNumberOfAProgramIsALineThatCloudWatchReads() {
        new Metrics(out, new SetClock(), Optional.of("webhook"))
                .time("Accept", Duration.ofSeconds(1));

        assertEquals(
                """
                {"_aws":{"Timestamp":1795298400000,"CloudWatchMetrics":[{"Namespace":"VoxMachina",\
                "Dimensions":[["Function"]],"Metrics":[{"Name":"Accept","Unit":"Milliseconds"}]}]},\
                "Function":"webhook","Accept":1000}
                """,
                written());
    }

    @Test
    void aNumberOfAllProgramsHasNoDimension() {
        var metrics = new Metrics(out, new SetClock(), Optional.empty());
        metrics.count("LostWrites");
        metrics.count("OpenCalls", 3);

        var first =
                """
                {"_aws":{"Timestamp":1795298400000,"CloudWatchMetrics":[{"Namespace":"VoxMachina",\
                "Dimensions":[[]],"Metrics":[{"Name":"LostWrites","Unit":"Count"}]}]},"LostWrites":1}
                """;
        assertEquals(
                first
                        + first.replace("LostWrites\":1", "OpenCalls\":3")
                                .replace("LostWrites", "OpenCalls"),
                written());
    }

    private String written() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
