package io.voxmachina.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.call.CallId;
import io.voxmachina.call.CallStatus;
import io.voxmachina.call.Log;
import io.voxmachina.call.Log.Level;
import io.voxmachina.call.Metric;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, false, StandardCharsets.UTF_8);
    private final JsonLog unmeasured =
            new JsonLog(out, Level.ERROR, new SetClock(), Optional.empty());
    private final Log log = unmeasured.measuring("calls");

    @Test
    void aNumberIsALineThatCloudWatchReads() {
        log.measure(Metric.GAPS, 1000, "callId", new CallId("rtc_1"));

        assertEquals(
                """
                {"_aws":{"Timestamp":1795298400000,"CloudWatchMetrics":[{"Namespace":"VoxMachina",\
                "Dimensions":[["CallsTable"]],"Metrics":[{"Name":"Gaps","Unit":"Milliseconds"}]}]},\
                "CallsTable":"calls","Gaps":1000,"callId":"rtc_1"}
                """,
                written());
    }

    @Test
    void whatTellsNumbersApartIsADimensionToo() {
        log.measure(Metric.CALLS, 1, "outcome", CallStatus.MISSED);

        assertEquals(
                """
                {"_aws":{"Timestamp":1795298400000,"CloudWatchMetrics":[{"Namespace":"VoxMachina",\
                "Dimensions":[["CallsTable"],["CallsTable","outcome"]],\
                "Metrics":[{"Name":"Calls","Unit":"Count"}]}]},\
                "CallsTable":"calls","Calls":1,"outcome":"MISSED"}
                """,
                written());
    }

    @Test
    void aDimensionThatNobodyNamedIsStillThere() {
        log.measure(Metric.REFUSALS, 1);

        assertTrue(written().contains("\"code\":\"unknown\""), written());
    }

    @Test
    void nothingPersonalStandsInANumbersLine() {
        log.measure(Metric.REFUSALS, 1, "code", "+442079460000 called");

        assertTrue(written().contains("\"code\":\"<withheld>\""), written());
    }

    @Test
    void aLogWithoutATableReportsNothing() {
        unmeasured.measure(Metric.GAPS, 1);

        assertEquals("", written());
    }

    private String written() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
