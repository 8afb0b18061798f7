package io.voxmachina.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.voxmachina.call.Log.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
    private record Config(
            String table,
            Optional<String> url,
            List<String> subnets,
            Duration tolerance,
            Level level) {
        static Config in(Environment env) {
            return new Config(
                    env.text("CALLS_TABLE"),
                    env.optional("URL"),
                    env.list("SUBNETS"),
                    env.seconds("TOLERANCE_SECONDS", Duration.ofMinutes(5)),
                    env.word("LOG_LEVEL", Level.INFO));
        }
    }

    @Test
    void textsBecomeValues() {
        var texts =
                Map.of(
                        "CALLS_TABLE", " calls ",
                        "URL", "http://127.0.0.1",
                        "SUBNETS", "a, b,,c",
                        "TOLERANCE_SECONDS", "60",
                        "LOG_LEVEL", "debug");

        assertEquals(
                new Config(
                        "calls",
                        Optional.of("http://127.0.0.1"),
                        List.of("a", "b", "c"),
                        Duration.ofSeconds(60),
                        Level.DEBUG),
                Environment.read(texts, Config::in));
    }

    @Test
    void emptyTextsAreNone() {
        var texts =
                Map.of(
                        "CALLS_TABLE",
                        "calls",
                        "URL",
                        "",
                        "SUBNETS",
                        " ",
                        "TOLERANCE_SECONDS",
                        "",
                        "LOG_LEVEL",
                        "");

        assertEquals(
                new Config("calls", Optional.empty(), List.of(), Duration.ofMinutes(5), Level.INFO),
                Environment.read(texts, Config::in));
    }

    @Test
    void everythingMissingOrWrongIsNamedAtOnce() {
        var texts = Map.of("TOLERANCE_SECONDS", "soon", "LOG_LEVEL", "loud", "CALLS_TABLE", " ");

        var fault =
                assertThrows(
                        IllegalStateException.class, () -> Environment.read(texts, Config::in));

        assertEquals(
                "Not configured: CALLS_TABLE, LOG_LEVEL must be one of [DEBUG, INFO, WARN, ERROR],"
                        + " TOLERANCE_SECONDS must be a number of seconds",
                fault.getMessage());
        assertFalse(fault.getMessage().contains("soon"));
    }

    @Test
    void whoeverStumblesOverWhatIsMissingHidesNothing() {
        var fault =
                assertThrows(
                        IllegalStateException.class,
                        () -> Environment.read(Map.of(), env -> env.text("A").charAt(0)));

        assertEquals("Not configured: A", fault.getMessage());
    }

    @Test
    void aBugStaysABug() {
        var empty = Map.<String, String>of();

        assertThrows(
                ArithmeticException.class,
                () -> Environment.read(empty, env -> 1 / env.list("NONE").size()));
    }

    @Test
    void theNamesThatAreReadAreKnown() {
        var names = Set.of("CALLS_TABLE", "URL", "SUBNETS", "TOLERANCE_SECONDS", "LOG_LEVEL");

        assertEquals(names, Environment.names(Config::in));
    }

    @Test
    void withoutATaskDefinitionThereIsNoMonitor() {
        var texts = Map.of("MONITOR_TASK_DEFINITION", "", "MONITOR_CLUSTER", "");

        assertEquals(Optional.empty(), Environment.read(texts, MonitorTask::in));
        assertEquals(
                Set.of(
                        "MONITOR_TASK_DEFINITION",
                        "MONITOR_CLUSTER",
                        "MONITOR_SUBNETS",
                        "MONITOR_SECURITY_GROUPS"),
                Environment.names(MonitorTask::in));
    }

    @Test
    void aMonitorNeedsItsPlace() {
        var texts = new HashMap<>(Map.of("MONITOR_TASK_DEFINITION", "line"));
        var fault =
                assertThrows(
                        IllegalStateException.class,
                        () -> Environment.read(texts, MonitorTask::in));
        assertEquals("Not configured: MONITOR_CLUSTER, MONITOR_SUBNETS", fault.getMessage());

        texts.putAll(Map.of("MONITOR_CLUSTER", "phones", "MONITOR_SUBNETS", "a,b"));
        var task = new MonitorTask("phones", "line", List.of("a", "b"), List.of());
        assertEquals(Optional.of(task), Environment.read(texts, MonitorTask::in));
    }
}
