package io.voxmachina.local.project;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.voxmachina.call.CallStatus;
import io.voxmachina.call.EndReason;
import io.voxmachina.call.Metric;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What alarms and the dashboard read is what somebody reports.
class OperationsTest {
    private static final Template OPERATIONS = Templates.read("infra/operations.yaml");
    private static final String OURS = "VoxMachina";

    /// AWS's own, by the "metrics" pages of its services' guides.
    private static final Map<String, Set<String>> AWS =
            Map.of(
                    "AWS/ApiGateway",
                    Set.of("Count", "4xx", "5xx", "Latency"),
                    "AWS/Lambda",
                    Set.of(
                            "Invocations",
                            "Errors",
                            "Throttles",
                            "Duration",
                            "ConcurrentExecutions",
                            "AsyncEventsDropped",
                            "AsyncEventAge"),
                    "AWS/DynamoDB",
                    Set.of(
                            "ReadThrottleEvents",
                            "WriteThrottleEvents",
                            "SystemErrors",
                            "ConsumedReadCapacityUnits",
                            "ConsumedWriteCapacityUnits"));

    /// The codes with which the webhook refuses; `DocsTest` holds the page against the code.
    private static final Set<String> REFUSALS =
            Document.read("docs/errors.md")
                    .table("status", "code", "meaning", "what to do")
                    .stream()
                    .map(row -> row.get(1))
                    .collect(toSet());

    private static final String REFUSED = "new Refused\\(\\s*[0-9]{3},\\s*\"([a-z0-9_]+)\"";

    private static final Pattern FACTOR =
            Pattern.compile("([×÷/])?\\s*([0-9][0-9,]*(?:\\.[0-9]+)?)");

    /// A number that is read.
    ///
    /// @param dimensions their names and values
    private record Read(String namespace, String name, Map<String, String> dimensions) {}

    @Test
    void everyNumberThatIsReadIsReported() throws IOException {
        for (var read : all()) {
            if (read.namespace().equals(OURS)) assertReported(read);
            else assertTrue(AWS.get(read.namespace()).contains(read.name()), read.toString());
        }
    }

    private static void assertReported(Read read) {
        var metric =
                Arrays.stream(Metric.values())
                        .filter(it -> it.title().equals(read.name()))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(read));
        var dimensions = new TreeSet<>(read.dimensions().keySet());
        assertTrue(dimensions.remove("CallsTable"), read.toString());
        dimensions.removeIf(it -> metric.by().filter(it::equals).isPresent());
        assertEquals(Set.of(), dimensions, read.toString());
        if (read.dimensions().containsKey("outcome"))
            CallStatus.valueOf(read.dimensions().get("outcome"));
        if (read.dimensions().containsKey("code"))
            assertTrue(REFUSALS.contains(read.dimensions().get("code")), read.toString());
    }

    @Test
    void dynamoDbsOwnErrorsAreCountedInEveryOperationThatWeCallAndInNoOther() throws IOException {
        var counted =
                all().stream()
                        .filter(it -> it.name().equals("SystemErrors"))
                        .map(it -> "dynamodb:" + it.dimensions().get("Operation"))
                        .collect(toCollection(TreeSet::new));
        var called = new TreeSet<String>();
        for (var program : List.of("webhook", "responder", "keeper", "history", "monitor"))
            called.addAll(AwsActions.of(program));
        called.removeIf(action -> !action.startsWith("dynamodb:"));

        assertEquals(called, counted);
    }

    /// The table's own numbers do not count what its indexes refuse
    /// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html).
    @ParameterizedTest
    @ValueSource(strings = {"ReadThrottleEvents", "WriteThrottleEvents"})
    void whatIsRefusedIsCountedInTheTableAndInEachOfItsIndexes(String name) {
        var counted =
                alarms().stream()
                        .filter(it -> it.name().equals(name))
                        .map(it -> it.dimensions().getOrDefault("GlobalSecondaryIndexName", ""))
                        .collect(toCollection(TreeSet::new));
        var places = new TreeSet<>(Set.of(""));
        for (var index :
                Templates.read("infra/data.yaml").resource("Calls").at("/GlobalSecondaryIndexes"))
            places.add(index.path("IndexName").asText());

        assertEquals(places, counted);
    }

    @Test
    void theDashboardShowsAllOurNumbers() throws IOException {
        var shown =
                dashboard().stream()
                        .filter(it -> it.namespace().equals(OURS))
                        .map(Read::name)
                        .collect(toSet());

        assertEquals(Arrays.stream(Metric.values()).map(Metric::title).collect(toSet()), shown);
    }

    @Test
    void theDashboardShowsTheLogOfTheCallThatIsTyped() throws IOException {
        var queries = body().findValuesAsText("query");
        var typed = body().at("/variables/0/pattern").asText();

        assertEquals(1, queries.size());
        assertTrue(queries.getFirst().startsWith("${LogSources} | "), queries.getFirst());
        assertTrue(queries.getFirst().contains("like /" + typed + "/"), queries.getFirst());
    }

    @Test
    void everyOneOfOurNumbersIsReportedByTheCode() {
        var code =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.voxmachina");
        var reported =
                code.get(Metric.class).getFieldAccessesToSelf().stream()
                        .filter(it -> !it.getOriginOwner().isEquivalentTo(Metric.class))
                        .map(JavaFieldAccess::getName)
                        .collect(toCollection(TreeSet::new));

        assertEquals(
                Arrays.stream(Metric.values())
                        .map(Metric::name)
                        .collect(toCollection(TreeSet::new)),
                reported);
    }

    @Test
    void thePageSaysWhatToDoAtEachAlarm() {
        var rows = Document.read("docs/operations.md").table("alarm", "means", "do");

        assertEquals(
                OPERATIONS.resources("AWS::CloudWatch::Alarm").keySet(),
                rows.stream().map(List::getFirst).collect(toSet()));
    }

    @Test
    void thePageExplainsEachNumber() {
        var rows =
                Document.read("docs/operations.md").table("number", "unit", "told apart by", "of");
        var expected = new TreeMap<String, String>();
        for (var metric : Metric.values())
            expected.put(
                    metric.title(),
                    metric.unit().name().toLowerCase() + " " + metric.by().orElse(""));

        var told = new TreeMap<String, String>();
        for (var row : rows) told.put(row.get(0), row.get(1) + " " + row.get(2));
        assertEquals(expected, told);
    }

    /// CloudWatch takes money for each number, and for each of its outcomes or codes.
    @Test
    void thePageCountsWhatNumbersAndAlarmsCost() throws IOException {
        var outcomes = Arrays.stream(EndReason.values()).map(EndReason::status).distinct().count();
        var codes = DocsTest.found("openai", REFUSED);
        codes.addAll(DocsTest.found("webhook", REFUSED));
        var numbers = Metric.values().length + outcomes + codes.size();
        var alarmed = all().size() - dashboard().size();

        var page = String.join(" ", Document.read("docs/operations.md").lines());
        assertTold(page, "%d with their outcomes and codes, so at most $%.2f", numbers, 0.3);
        assertTold(page, "Alarms: %d metrics × $0.10 = $%.2f", alarmed, 0.1);
    }

    @Test
    void thePageReckonsWithTheMemoryThatIsDeployed() {
        for (var row : costs()) {
            var part = row.get(0);
            if (part.startsWith("responder")) assertGigabytes(row, memory("ResponderFunction"));
            if (part.equals("keeper")) assertGigabytes(row, memory("KeeperFunction"));
            if (part.startsWith("task")) assertGigabytes(row, task().at("/Memory").asInt());
        }
        var page = String.join(" ", Document.read("docs/operations.md").lines());
        assertTrue(page.contains("50 ms × " + gigabytes(memory("KeeperFunction")) + " = "));
    }

    @Test
    void thePagesArithmeticIsRight() {
        var compared = 0;
        for (var row : costs()) {
            for (var price : row.subList(2, 4)) {
                if (price.isEmpty() || price.startsWith("**")) continue;
                var told = new BigDecimal(price);
                var right = value(row.get(1)).setScale(told.scale(), RoundingMode.UP);
                assertEquals(told, right, row.toString());
                compared++;
            }
        }
        assertTrue(compared > 10, compared + " prices");
    }

    /// Of products and their sum; the words between numbers are units.
    private static BigDecimal value(String arithmetic) {
        var sum = BigDecimal.ZERO;
        for (var term : arithmetic.split("\\+")) {
            var product = BigDecimal.ONE;
            for (var factor : FACTOR.matcher(term).results().toList()) {
                var number = new BigDecimal(factor.group(2).replace(",", ""));
                var divides = factor.group(1) != null && !factor.group(1).equals("×");
                product =
                        divides
                                ? product.divide(number, MathContext.DECIMAL64)
                                : product.multiply(number);
            }
            sum = sum.add(product);
        }
        return sum;
    }

    @Test
    void thePagesSumsAreRight() {
        for (var column : List.of(2, 3)) {
            var sum = BigDecimal.ZERO;
            for (var row : costs()) {
                var price = row.get(column);
                if (price.startsWith("**")) {
                    var told = new BigDecimal(price.replace("*", ""));
                    assertEquals(told, sum.setScale(told.scale(), RoundingMode.HALF_UP));
                    sum = BigDecimal.ZERO;
                } else if (!price.isEmpty()) {
                    sum = sum.add(new BigDecimal(price));
                }
            }
        }
    }

    private static List<List<String>> costs() {
        return Document.read("docs/operations.md")
                .table("part", "arithmetic", "USD with tasks", "USD without");
    }

    private static void assertGigabytes(List<String> row, int megabytes) {
        assertTrue(row.get(1).contains(" " + gigabytes(megabytes)), row.toString());
    }

    private static String gigabytes(int megabytes) {
        return new DecimalFormat("0.##", DecimalFormatSymbols.getInstance(Locale.ROOT))
                        .format(megabytes / 1024.0)
                + " GB";
    }

    private static int memory(String function) {
        var usual = Templates.MAIN.root().at("/Globals/Function/MemorySize").asInt();
        return Templates.MAIN.resource(function).at("/MemorySize").asInt(usual);
    }

    private static JsonNode task() {
        return Templates.read("infra/monitor.yaml").resource("Task");
    }

    private static void assertTold(String page, String sentence, long number, double price) {
        var told = String.format(Locale.ROOT, sentence, number, number * price);
        assertTrue(page.contains(told), told);
    }

    private static List<Read> all() throws IOException {
        var all = new ArrayList<>(dashboard());
        all.addAll(alarms());
        assertTrue(all.size() > 40, all.size() + " numbers");
        return all;
    }

    private static List<Read> alarms() {
        var all = new ArrayList<Read>();
        for (var alarm : Templates.resources(OPERATIONS, "AWS::CloudWatch::Alarm")) {
            var metrics = alarm.at("/Metrics");
            if (metrics.isMissingNode()) all.add(read(alarm.whole().path("Properties")));
            for (var each : metrics)
                if (each.has("MetricStat")) all.add(read(each.at("/MetricStat/Metric")));
        }
        return all;
    }

    private static Read read(JsonNode metric) {
        var dimensions = new TreeMap<String, String>();
        for (var each : metric.path("Dimensions"))
            dimensions.put(each.path("Name").asText(), each.path("Value").asText());
        return new Read(
                metric.path("Namespace").asText(), metric.path("MetricName").asText(), dimensions);
    }

    private static List<Read> dashboard() throws IOException {
        var found = new ArrayList<Read>();
        for (var widget : body().path("widgets")) {
            List<String> before = List.of();
            for (var row : widget.at("/properties/metrics")) {
                before = words(row, before);
                found.add(read(before));
            }
        }
        return found;
    }

    private static JsonNode body() throws IOException {
        var body = OPERATIONS.resource("Dashboard").at("/DashboardBody/Fn::Sub").asText();
        return new ObjectMapper().readTree(body);
    }

    /// A row as CloudWatch reads it: `.` repeats the word above, `...` all words above but those
    /// that follow.
    private static List<String> words(JsonNode row, List<String> before) {
        var words = new ArrayList<String>();
        for (var word : row) if (word.isTextual()) words.add(word.asText());
        if (words.getFirst().equals("...")) {
            var own = words.subList(1, words.size());
            var whole = new ArrayList<>(before.subList(0, before.size() - own.size()));
            whole.addAll(own);
            return whole;
        }
        for (var i = 0; i < words.size(); i++)
            if (words.get(i).equals(".")) words.set(i, before.get(i));
        return words;
    }

    private static Read read(List<String> words) {
        var dimensions = new TreeMap<String, String>();
        for (var i = 2; i + 1 < words.size(); i += 2)
            dimensions.put(words.get(i), words.get(i + 1));
        return new Read(words.get(0), words.get(1), dimensions);
    }
}
