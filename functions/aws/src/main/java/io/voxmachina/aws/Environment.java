package io.voxmachina.aws;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// A program's configuration as names and texts. An empty text counts as none.
///
/// Whatever is missing or wrong is noted, and read as something harmless, so that all of it can be
/// told at once.
public final class Environment {
    private final Map<String, String> texts;
    private final Set<String> names = new TreeSet<>();
    private final Map<String, String> faults = new TreeMap<>();

    private Environment(Map<String, String> texts) {
        this.texts = texts;
    }

    /// Makes a configuration. Throws [IllegalStateException] that names everything missing or
    /// wrong.
    public static <T> T read(Map<String, String> texts, Function<Environment, T> reader) {
        var env = new Environment(texts);
        try {
            var configuration = reader.apply(env);
            if (env.faults.isEmpty()) return configuration;
        } catch (RuntimeException e) {
            if (env.faults.isEmpty()) throw e; // else it stumbled over what is missing
        }
        throw new IllegalStateException(
                "Not configured: " + String.join(", ", env.faults.values()));
    }

    /// The names that a configuration is made from: what a template must declare.
    public static Set<String> names(Function<Environment, ?> reader) {
        var env = new Environment(Map.of());
        try {
            reader.apply(env);
        } catch (RuntimeException e) {
            if (env.faults.isEmpty()) throw e;
        }
        return Set.copyOf(env.names);
    }

    /// A text that must be there.
    public String text(String name) {
        return optional(name).orElseGet(() -> missing(name));
    }

    /// A text that may be absent.
    public Optional<String> optional(String name) {
        names.add(name);
        return Optional.ofNullable(texts.get(name)).map(String::strip).filter(it -> !it.isEmpty());
    }

    /// Texts between commas; none when absent.
    public List<String> list(String name) {
        var parts = optional(name).map(it -> it.split(",")).orElse(new String[0]);
        return Arrays.stream(parts).map(String::strip).filter(it -> !it.isEmpty()).toList();
    }

    /// A whole number of seconds.
    public Duration seconds(String name, Duration otherwise) {
        var text = optional(name);
        if (text.isEmpty()) return otherwise;
        if (text.get().matches("[0-9]{1,9}")) return Duration.ofSeconds(Long.parseLong(text.get()));
        wrong(name, "must be a number of seconds");
        return otherwise;
    }

    /// A whole number of days, 1 to 99999.
    public Duration days(String name, Duration otherwise) {
        var text = optional(name);
        if (text.isEmpty()) return otherwise;
        if (text.get().matches("[1-9][0-9]{0,4}"))
            return Duration.ofDays(Long.parseLong(text.get()));
        wrong(name, "must be a number of days");
        return otherwise;
    }

    /// One of an enum's names, in capitals or not.
    public <E extends Enum<E>> E word(String name, E otherwise) {
        var text = optional(name);
        if (text.isEmpty()) return otherwise;
        var words = List.of(otherwise.getDeclaringClass().getEnumConstants());
        var capitals = text.get().toUpperCase(Locale.ROOT);
        var found = words.stream().filter(it -> it.name().equals(capitals)).findFirst();
        if (found.isEmpty()) wrong(name, "must be one of " + words);
        return found.orElse(otherwise);
    }

    /// Notes that something is missing.
    ///
    /// @return an empty text
    public String missing(String name) {
        faults.put(name, name);
        return "";
    }

    /// Notes that something is wrong.
    ///
    /// @param what how it must be; not how it is, for it may be secret
    public void wrong(String name, String what) {
        faults.put(name, name + " " + what);
    }
}
