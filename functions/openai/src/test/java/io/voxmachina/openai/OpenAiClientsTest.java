package io.voxmachina.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.voxmachina.call.Unavailable;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiClientsTest {
    @Test
    void aNewKeyMakesANewClientAndTheOldOneIsKeptUntilThen() {
        var key = new AtomicReference<>("sk-1");
        try (var clients = new OpenAiClients("", key::get)) {
            var first = clients.options();
            assertSame(first, clients.options());

            key.set("sk-2\n");

            assertNotSame(first, clients.options());
            assertEquals("sk-2", clients.options().apiKey().orElseThrow());
        }
    }

    @Test
    void theKeyIsNotAskedForBeforeItIsNeeded() {
        new OpenAiClients("", () -> fail()).close();
    }

    private static String fail() {
        throw new AssertionError("asked for the key");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void withoutAnAddressItIsOpenAis(String baseUrl) {
        try (var clients = new OpenAiClients(baseUrl, () -> "sk-1")) {
            assertEquals(OpenAiClients.DEFAULT_BASE_URL, clients.options().baseUrl());
        }
    }

    @Test
    void aTrailingSlashDoesNotMatter() {
        try (var clients = new OpenAiClients("https://eu.api.openai.com/v1//", () -> "sk-1")) {
            assertEquals("https://eu.api.openai.com/v1", clients.options().baseUrl());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"api.openai.com/v1", "ftp://example.com", "https://", "wss://a/v1", "a b"})
    void anAddressThatIsNoneIsRefusedAtOnce(String baseUrl) {
        assertThrows(
                IllegalArgumentException.class, () -> new OpenAiClients(baseUrl, () -> "sk-1"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " \n"})
    void withoutAKeyOpenAiIsUnavailable(String key) {
        try (var clients = new OpenAiClients("", () -> key)) {
            assertThrows(Unavailable.class, clients::options);
        }
    }

    @Test
    void theSdkNeverRetriesNorPrints() {
        try (var clients = new OpenAiClients("", () -> "sk-1")) {
            assertEquals(0, clients.options().maxRetries());
            assertEquals(com.openai.core.LogLevel.OFF, clients.options().logLevel());
            assertFalse(clients.toString().contains("sk-1"));
        }
    }
}
