package io.voxmachina.local.project;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.voxmachina.call.CallStatus;
import io.voxmachina.call.Departure;
import io.voxmachina.call.EndReason;
import io.voxmachina.call.NoteKind;
import io.voxmachina.call.Terms;
import io.voxmachina.fakes.openai.script.ScriptJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What docs/configuration.md and docs/errors.md say is what the code does.
class DocsTest {
    private static final Document CONFIGURATION = Document.read("docs/configuration.md");
    private static final Document ERRORS = Document.read("docs/errors.md");
    private static final List<List<String>> SETTINGS =
            CONFIGURATION.table("name", "read by", "deployed", "left out", "meaning");

    @ParameterizedTest
    @ValueSource(strings = {"Webhook", "Responder", "Monitor", "Keeper", "History"})
    void thePageNamesWhatAProgramReads(String program) throws Exception {
        assertEquals(ProgramSettings.read(program), settingsOf(program, ".*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Webhook", "Responder", "Keeper", "History"})
    void thePageSaysWhatIsDeployed(String program) {
        var given = new TreeSet<String>();
        addDeployed(given, Templates.MAIN.root().at("/Globals/Function/Environment/Variables"));
        addDeployed(
                given, Templates.MAIN.resource(program + "Function").at("/Environment/Variables"));
        given.remove("JAVA_TOOL_OPTIONS"); // the JVM reads it

        assertEquals(given, settingsOf(program, "yes"));
    }

    @Test
    void thePageSaysWhatTheTaskIsGiven() {
        var task = Templates.read("infra/monitor.yaml").resource("Task");
        var given = new TreeSet<String>();
        for (var variable : task.at("/ContainerDefinitions/0/Environment"))
            given.add(variable.path("Name").asText());

        assertEquals(given, settingsOf("Monitor", "yes"));
    }

    @Test
    void thePageNamesWhatTheAwsSdkReads() {
        var text = String.join("\n", CONFIGURATION.lines());

        for (var function : TemplateTest.functions()) {
            for (var name : Template.names(function.at("/Environment/Variables"))) {
                assertTrue(text.contains("`" + name + "`"), name);
            }
        }
    }

    @Test
    void thePageListsTheTemplatesParameters() {
        var expected = new TreeMap<String, String>();
        for (var parameter : Templates.MAIN.root().path("Parameters").properties())
            expected.put(parameter.getKey(), parameter.getValue().path("Default").asText());

        assertEquals(expected, pairs(CONFIGURATION.table("parameter", "default", "meaning")));
    }

    @Test
    void thePageNamesWhatTheLocalSystemReads() throws IOException {
        assertEquals(
                found("local", "given\\(\"([A-Z_]+)\"\\)"),
                firsts(CONFIGURATION.table("name", "left out", "meaning")));
    }

    @Test
    void thePageListsTheFieldsOfAnAgentDocument() throws IOException {
        var file = "functions/agent/src/main/resources/io/voxmachina/agent/agent.schema.json";
        var schema = new ObjectMapper().readTree(Templates.PROJECT.resolve(file).toFile());
        var expected = new TreeMap<String, String>();
        addFields(expected, "", schema);

        assertEquals(expected, pairs(CONFIGURATION.table("field", "needed", "meaning")));
    }

    @Test
    void thePageListsTheTimes() throws ReflectiveOperationException {
        var expected = new TreeMap<String, String>();
        for (var term : Terms.class.getRecordComponents())
            expected.put(term.getName(), words(term.getAccessor().invoke(Terms.STANDARD)));

        assertEquals(expected, pairs(CONFIGURATION.table("term", "value", "meaning")));
    }

    @Test
    void thePageListsEveryErrorOfTheWebhookAndTheHistory() throws IOException {
        var error =
                "(?:new Refused|new Refusal|HttpAnswer\\.error)\\(\\s*([0-9]{3}),\\s*\"([a-z0-9_]+)\"";
        var webhook = found("webhook", error);
        webhook.addAll(found("openai", error));
        var history = found("history", error);

        var tables = ERRORS.lines();
        assertEquals(webhook, codes(section(tables, "## Webhook")));
        assertEquals(history, codes(section(tables, "## History")));
    }

    @Test
    void thePageListsEveryErrorOfTheLocalFront() throws IOException {
        var error = "HttpReply\\.error\\((\\d+), \"([a-z_]+)\"";
        var expected = found("local", error);
        expected.addAll(found("fakes", error)); // what its server answers by itself

        var rows = ERRORS.table("status", "message", "code of `./vox local`", "meaning").stream();
        assertEquals(
                expected,
                rows.filter(row -> !row.get(2).isEmpty())
                        .map(row -> row.get(0) + " " + row.get(2))
                        .collect(toCollection(TreeSet::new)));
    }

    @Test
    void thePageListsEveryOutcomeOfADelivery() throws IOException {
        assertEquals(
                found("webhook", "[ (]outcome\\(\"([a-z_]+)\"\\)"),
                firsts(ERRORS.table("outcome", "meaning")));
    }

    @Test
    void thePageListsEveryEnd() {
        var expected = new TreeMap<String, String>();
        for (var reason : EndReason.values()) expected.put(word(reason), word(reason.status()));

        assertEquals(expected, pairs(ERRORS.table("reason", "status", "meaning")));
    }

    @Test
    void thePageListsEveryStatusOfAnOpenCall() {
        var over = Arrays.stream(EndReason.values()).map(EndReason::status).toList();
        var expected =
                Arrays.stream(CallStatus.values())
                        .filter(status -> !over.contains(status))
                        .map(DocsTest::word)
                        .collect(toCollection(TreeSet::new));

        assertEquals(expected, firsts(ERRORS.table("status", "meaning")));
    }

    @Test
    void thePageListsEveryDeparture() {
        var expected = Arrays.stream(Departure.values()).map(Enum::name);

        assertEquals(
                expected.collect(toCollection(TreeSet::new)),
                firsts(ERRORS.table("departure", "meaning")));
    }

    @Test
    void everyLinkLeadsToAFile() throws IOException {
        for (var page : Document.all()) {
            for (var file : page.links()) assertTrue(Files.exists(file), page.name() + ": " + file);
        }
    }

    @Test
    void everyLinkToAHeadingFindsIt() throws IOException {
        for (var page : Document.all()) {
            for (var place : page.places()) {
                var there = Document.read(place.page().toString()).headings();
                assertTrue(there.contains(place.heading()), page.name() + ": " + place);
            }
        }
    }

    @Test
    void theReadmesScriptCanBeDialled() {
        var script = ScriptJson.read(Document.read("README.md").snippet("json"));

        assertEquals(2, script.lines().size());
    }

    @Test
    void theReadmeNamesEveryKindOfNote() {
        var text = String.join("\n", Document.read("README.md").lines());
        for (var kind : NoteKind.values())
            assertTrue(text.contains("`" + word(kind) + "`"), kind.name());
    }

    @Test
    void theReadmeNamesEveryModuleAndEveryPage() throws IOException {
        var text = String.join("\n", Document.read("README.md").lines());
        try (var modules = Files.list(Templates.PROJECT.resolve("functions"))) {
            for (var module :
                    modules.filter(Files::isDirectory)
                            .map(it -> it.getFileName().toString())
                            .toList())
                assertTrue(text.matches("(?s).*`(functions/)?" + module + "`.*"), module);
        }
        try (var pages = Files.list(Templates.PROJECT.resolve("docs"))) {
            for (var page : pages.map(it -> it.getFileName().toString()).toList())
                assertTrue(text.contains("(docs/" + page + ")"), page);
        }
    }

    @Test
    void thePageOfTheChecksNamesEachFile() throws IOException {
        try (var files = Files.list(Templates.PROJECT.resolve(".ci"))) {
            assertEquals(
                    files.map(it -> it.getFileName().toString())
                            .filter(name -> !name.equals("README.md"))
                            .collect(toCollection(TreeSet::new)),
                    firsts(Document.read(".ci/README.md").table("file", "what it does")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/tour.md", "docs/ownership.md"})
    void everyClassThatAPageNamesIsThere(String page) throws IOException {
        var classes = new TreeSet<String>();
        try (var files = Files.walk(Templates.PROJECT.resolve("functions"))) {
            files.map(Path::toString)
                    .filter(file -> file.endsWith(".java"))
                    .map(file -> file.replace(".java", ""))
                    .flatMap(file -> Stream.of(file.replaceAll(".*/", ""), afterBase(file)))
                    .forEach(classes::add);
        }

        var names = Pattern.compile("`((?:[a-z]+/)*[A-Z][a-z]+[A-Za-z]*)(?:\\.[a-zA-Z]+)?`");
        names.matcher(String.join("\n", Document.read(page).lines()))
                .results()
                .map(name -> afterBase(name.group(1)))
                .forEach(name -> assertTrue(classes.contains(name), name));
    }

    /// A class as the pages name it: `call/state/Call`.
    private static String afterBase(String file) {
        return file.replaceAll(".*/io/voxmachina/", "");
    }

    private static Set<String> settingsOf(String program, String deployed) {
        var name = program.toLowerCase(Locale.ROOT);
        return SETTINGS.stream()
                .filter(row -> row.get(1).equals("all") || row.get(1).contains(name))
                .filter(row -> row.get(2).matches(deployed))
                .map(List::getFirst)
                .collect(toCollection(TreeSet::new));
    }

    private static void addDeployed(Set<String> given, JsonNode variables) {
        for (var each : variables.properties()) {
            if (!each.getValue().path("Ref").asText().equals("AWS::NoValue"))
                given.add(each.getKey());
        }
    }

    /// Fields of alternatives count together.
    private static void addFields(Map<String, String> fields, String before, JsonNode object) {
        for (var choice : object.path("oneOf")) addFields(fields, before, choice);
        var needed = Templates.texts(object.path("required"));
        for (var property : object.path("properties").properties()) {
            var name = before + property.getKey();
            fields.put(name, needed.contains(property.getKey()) ? "yes" : "no");
            addFields(fields, name + ".", property.getValue());
        }
    }

    private static String words(Object value) {
        if (!(value instanceof Duration time)) return String.valueOf(value);
        return time.toMillisPart() == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Set<String> firsts(List<List<String>> table) {
        return table.stream().map(List::getFirst).collect(toCollection(TreeSet::new));
    }

    private static Map<String, String> pairs(List<List<String>> table) {
        return table.stream()
                .collect(toMap(List::getFirst, row -> row.get(1), (_, two) -> two, TreeMap::new));
    }

    /// Status and code, from the table of a section.
    private static Set<String> codes(List<String> section) {
        return new Document("errors", section)
                .table("status", "code", "meaning", "what to do").stream()
                        .map(row -> row.get(0) + " " + row.get(1))
                        .collect(toCollection(TreeSet::new));
    }

    private static List<String> section(List<String> lines, String heading) {
        return lines.subList(lines.indexOf(heading), lines.size());
    }

    /// What a pattern's groups find in the sources of a module.
    static Set<String> found(String module, String pattern) throws IOException {
        var folder = Templates.PROJECT.resolve("functions/" + module + "/src/main/java");
        var found = new TreeSet<String>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
                var matcher = Pattern.compile(pattern).matcher(Files.readString(file));
                while (matcher.find())
                    found.add(
                            matcher.groupCount() == 1
                                    ? matcher.group(1)
                                    : matcher.group(1) + " " + matcher.group(2));
            }
        }
        return found;
    }
}
