package io.voxmachina.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// One value of a document, with its path. What is wrong is noted as a fault and read as something
/// harmless, so that reading goes on and finds the next fault.
record Node(String path, JsonNode json, Faults faults) {
    private static final Pattern TIME =
            Pattern.compile("PT(?=.)([0-9]{1,2}H)?([0-9]{1,4}M)?([0-9]{1,5}(\\.[0-9]{1,3})?S)?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z$][A-Za-z0-9_]{0,63}");

    boolean absent() {
        return json.isMissingNode();
    }

    /// A field of this object; absent when there is none.
    Node field(String name) {
        return new Node(path + step(name), json.path(name), faults);
    }

    /// Whether this is an object; refuses every field but these, where reading is strict.
    boolean object(String... known) {
        if (!json.isObject()) return refuse("must be an object" + instead());
        json.fieldNames().forEachRemaining(name -> refuseUnlessIn(List.of(known), name));
        return true;
    }

    /// A text, not blank.
    String text(int longest) {
        var fault = textFault(longest);
        if (fault.isEmpty()) return json.textValue();
        refuse(fault);
        return "";
    }

    /// A short text that looks so.
    String text(Pattern pattern, String looks) {
        var text = text(200);
        if (!text.isEmpty() && !pattern.matcher(text).matches()) refuse("must be " + looks);
        return text;
    }

    /// One of these words.
    String word(List<String> words) {
        var text = text(200);
        if (!text.isEmpty() && !words.contains(text)) {
            refuse("must be one of " + String.join(", ", words) + Hint.of(text, words));
        }
        return text;
    }

    /// Whether this is a word that only another release knows, which does no harm.
    boolean isFromElsewhere(List<String> known) {
        return !faults.strict() && json.isTextual() && !known.contains(json.textValue());
    }

    /// A stretch of time.
    Duration time(Duration least, Duration most, Duration otherwise) {
        if (absent()) return otherwise;
        if (!json.isTextual() || !TIME.matcher(json.textValue()).matches()) {
            refuse("must be a time as in ISO 8601, for example PT30S or PT1M30S");
            return otherwise;
        }
        var time = Duration.parse(json.textValue());
        if (time.compareTo(least) >= 0 && time.compareTo(most) <= 0) return time;
        refuse("must be between " + least + " and " + most);
        return otherwise;
    }

    /// The entries of a list.
    List<Node> entries(int most) {
        if (absent()) return List.of();
        if (!json.isArray()) refuse("must be a list" + instead());
        else if (json.size() > most) refuse("has more than " + most + " entries");
        else return IntStream.range(0, json.size()).mapToObj(this::entry).toList();
        return List.of();
    }

    /// Notes a fault. Always false.
    boolean refuse(String sentence) {
        faults.add(path, sentence);
        return false;
    }

    private String textFault(int longest) {
        if (absent()) return "is missing";
        if (!json.isTextual()) return "must be a text" + instead();
        var text = json.textValue();
        if (text.isBlank()) return "must not be blank";
        var length = text.codePointCount(0, text.length());
        return length <= longest ? "" : "has more than " + longest + " characters";
    }

    private Node entry(int index) {
        return new Node(path + "[" + index + "]", json.get(index), faults);
    }

    private void refuseUnlessIn(List<String> known, String name) {
        if (known.contains(name) || !faults.strict()) return;
        field(name).refuse("is not known here" + Hint.of(name, known));
    }

    private String instead() {
        return ", not " + json.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private static String step(String name) {
        if (NAME.matcher(name).matches()) return "." + name;
        return "['" + name.substring(0, Math.min(name.length(), 64)) + "']";
    }
}
