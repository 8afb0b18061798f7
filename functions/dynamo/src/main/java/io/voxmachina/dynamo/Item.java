package io.voxmachina.dynamo;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// One item of the table, with typed access. Its text never shows: items hold personal data.
record Item(Map<String, AttributeValue> attributes) {
    /// How this release writes items, in their attribute `schema`.
    static final int SCHEMA = 1;

    boolean has(String name) {
        return attributes.containsKey(name);
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(attributes.get(name)).map(AttributeValue::s);
    }

    <T> Optional<T> find(String name, Function<String, T> read) {
        return find(name).map(read);
    }

    String text(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException(lacks(name)));
    }

    Optional<Instant> time(String name) {
        return find(name).map(Instant::parse);
    }

    long number(String name) {
        return Optional.ofNullable(attributes.get(name))
                .map(AttributeValue::n)
                .map(Long::parseLong)
                .orElse(0L);
    }

    boolean flag(String name) {
        return Optional.ofNullable(attributes.get(name)).map(AttributeValue::bool).orElse(false);
    }

    /// The constant of that name; empty when absent or when this release does not know it.
    <E extends Enum<E>> Optional<E> constant(Class<E> type, String name) {
        return find(name).flatMap(value -> known(type, value));
    }

    private static <E extends Enum<E>> Optional<E> known(Class<E> type, String value) {
        for (var constant : type.getEnumConstants()) {
            if (constant.name().equals(value)) return Optional.of(constant);
        }
        return Optional.empty();
    }

    private String lacks(String name) {
        return "Item " + find("pk").orElse("?") + " lacks " + name;
    }

    @Override
    public String toString() {
        return "Item" + attributes.keySet();
    }
}
