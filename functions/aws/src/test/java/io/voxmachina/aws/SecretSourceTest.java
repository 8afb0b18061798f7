package io.voxmachina.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecretSourceTest {
    @Test
    void aGivenValueWins() {
        var secret = open(Map.of("VALUE", "one", "VALUE_BEFORE", "two", "ID", "stored"));

        assertEquals("one", secret.current());
        assertEquals(List.of("one", "two"), secret.accepted());
        assertFalse(secret.refresh());
    }

    @Test
    void aFormerValueAloneIsNone() {
        assertEquals(
                new SecretSource.Stored("stored"),
                read(Map.of("VALUE", "", "VALUE_BEFORE", "two", "ID", "stored")));
    }

    @Test
    void withoutBothTheIdIsMissing() {
        var fault = assertThrows(IllegalStateException.class, () -> read(Map.of()));

        assertEquals("Not configured: ID", fault.getMessage());
    }

    @Test
    void itDoesNotPrintWhatItWasGiven() {
        var source = read(Map.of("VALUE", "one"));

        assertFalse(source.toString().contains("one"));
        assertFalse(open(Map.of("VALUE", "one")).toString().contains("one"));
    }

    @Test
    void allNamesAreKnown() {
        assertEquals(
                Set.of("ID", "VALUE", "VALUE_BEFORE"), Environment.names(SecretSourceTest::in));
    }

    private static SecretSource in(Environment env) {
        return SecretSource.in(env, "ID", "VALUE", "VALUE_BEFORE");
    }

    private static SecretSource read(Map<String, String> texts) {
        return Environment.read(texts, SecretSourceTest::in);
    }

    private static Secret open(Map<String, String> texts) {
        return read(texts)
                .open(
                        () -> {
                            throw new AssertionError("no client is needed");
                        },
                        new SetClock());
    }
}
