package io.voxmachina.agent;

import io.voxmachina.call.Agent;
import io.voxmachina.call.Agent.Limits;
import io.voxmachina.call.Agent.Tool;
import io.voxmachina.call.Agent.TurnDetection;
import io.voxmachina.call.AgentRef;
import io.voxmachina.call.Ids;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What an agent document holds, field by field.
final class AgentReader {
    /// Short enough for the mark that is added to it.
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private static final String LOOKS_VERSION = "1 to 100 letters, digits, '.', '_' or '-'";
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final List<String> EAGERNESS = List.of("auto", "low", "medium", "high");

    /// "Currently available via `/v1/audio/transcriptions` only and is not yet supported in the
    /// Realtime API" (https://developers.openai.com/api/docs/guides/speech-to-text).
    private static final Pattern FOR_FILES = Pattern.compile("gpt-4o-transcribe-diarize(-.*)?");

    private static final int LONGEST_SCHEMA_NAME = 500;
    private static final int LONGEST_INSTRUCTIONS = 20_000;
    private static final int LONGEST_GREETING = 2_000;
    private static final int MOST_TOOLS = 16;

    /// OpenAI ends a session after 60 minutes.
    private static final Duration LONGEST_CALL = Duration.ofMinutes(59);

    private static final Duration USUAL_CALL = Duration.ofMinutes(30);

    /// What OpenAI does unless told otherwise.
    private static final Duration SILENCE = Duration.ofMillis(500);

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private AgentReader() {}

    /// The agent, unless there are faults.
    ///
    /// @param mark of the document's content: with it in the version, a document that was changed
    ///     under its version is another one
    static Optional<Agent> agent(Node node, String mark) {
        if (!isAgent(node)) return Optional.empty();
        if (!node.field("$schema").absent()) node.field("$schema").text(LONGEST_SCHEMA_NAME);
        var name = node.field("name").text(Ids.PLAIN, Ids.LOOKS_PLAIN);
        var version = node.field("version").text(VERSION, LOOKS_VERSION);
        var api = node.field("api").word(List.of("realtime"));
        var model = node.field("model").text(Ids.MODEL, Ids.LOOKS_MODEL);
        var voice = node.field("voice").text(Ids.MODEL, Ids.LOOKS_MODEL);
        var language = language(node.field("language"));
        var instructions = node.field("instructions").text(LONGEST_INSTRUCTIONS);
        var greeting = node.field("greeting").text(LONGEST_GREETING);
        var transcription = transcription(node.field("transcription"));
        var turnDetection = turnDetection(node.field("turnDetection"));
        var tools = tools(node.field("tools"));
        var limits = limits(node.field("limits"));

        if (!node.faults().none()) return Optional.empty();
        var ref = new AgentRef(name, version + "-" + mark);
        return Optional.of(
                new Agent(
                        ref,
                        api,
                        model,
                        voice,
                        language,
                        instructions,
                        greeting,
                        transcription,
                        turnDetection,
                        tools,
                        limits));
    }

    private static boolean isAgent(Node node) {
        return node.object(
                "$schema",
                "name",
                "version",
                "api",
                "model",
                "voice",
                "language",
                "instructions",
                "greeting",
                "transcription",
                "turnDetection",
                "tools",
                "limits");
    }

    private static Optional<String> language(Node node) {
        if (node.absent()) return Optional.empty();
        var code = node.text(200);
        if (!code.isEmpty() && !LANGUAGES.contains(code)) {
            node.refuse("must be an ISO 639-1 code such as en");
        }
        return Optional.of(code);
    }

    private static String transcription(Node node) {
        var model = node.text(Ids.MODEL, Ids.LOOKS_MODEL);
        if (node.faults().strict() && FOR_FILES.matcher(model).matches()) {
            node.refuse("is a model for files, which OpenAI does not offer for calls");
        }
        return model;
    }

    private static TurnDetection turnDetection(Node node) {
        var type = node.field("type");
        var semantic = type.json().asText().equals("semantic_vad");
        if (node.absent() || !node.object("type", semantic ? "eagerness" : "silence")) {
            return new TurnDetection.ServerVad(SILENCE);
        }
        type.word(List.of("server_vad", "semantic_vad"));
        return semantic ? semanticVad(node.field("eagerness")) : serverVad(node.field("silence"));
    }

    private static TurnDetection serverVad(Node silence) {
        return new TurnDetection.ServerVad(
                silence.time(Duration.ofMillis(200), Duration.ofSeconds(5), SILENCE));
    }

    private static TurnDetection semanticVad(Node eagerness) {
        return new TurnDetection.SemanticVad(
                eagerness.absent() ? "auto" : eagerness.word(EAGERNESS));
    }

    private static List<Tool> tools(Node node) {
        var tools = new ArrayList<Tool>();
        for (var entry : node.entries(MOST_TOOLS)) tool(entry, tools);
        return List.copyOf(tools);
    }

    private static void tool(Node entry, List<Tool> tools) {
        if (entry.isFromElsewhere(BuiltIns.NAMES)) return;
        var name = entry.word(BuiltIns.NAMES);
        var twice = tools.stream().anyMatch(tool -> tool.name().equals(name));
        if (twice) entry.refuse("is there twice");
        else BuiltIns.named(name).ifPresent(tools::add);
    }

    private static Limits limits(Node node) {
        if (!node.absent()) node.object("longestCall", "warning", "silentCaller");
        var longest =
                node.field("longestCall").time(SECOND.multipliedBy(10), LONGEST_CALL, USUAL_CALL);
        var warning = node.field("warning").time(SECOND, LONGEST_CALL, warning(longest));
        if (warning.compareTo(longest) >= 0) {
            node.field("warning").refuse("must be shorter than longestCall");
        }
        var silent =
                node.field("silentCaller")
                        .time(SECOND.multipliedBy(5), MINUTE.multipliedBy(10), MINUTE);
        return new Limits(longest, warning, silent);
    }

    /// A minute, or half a call that is shorter than two.
    private static Duration warning(Duration longest) {
        var half = longest.dividedBy(2);
        return half.compareTo(MINUTE) < 0 ? half : MINUTE;
    }
}
