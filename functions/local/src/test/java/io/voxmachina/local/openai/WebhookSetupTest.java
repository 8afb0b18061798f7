package io.voxmachina.local.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.local.LoopbackApi;
import io.voxmachina.local.LoopbackApi.Said;
import io.voxmachina.local.cli.Trouble;
import io.voxmachina.local.deploy.StackSettings;
import io.voxmachina.local.openai.WebhookSetup.Places;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;

class WebhookSetupTest {
    private static final Map<String, String> BOTH =
            Map.of("WEBHOOK_SECRET_ID", "arn:signing", "API_KEY_SECRET_ID", "arn:key");

    @Test
    void whatIsToBeStoredHasItsPlace() {
        assertEquals(
                places("arn:signing", "arn:key"), setup("--store", "--store-key").places(BOTH));
        assertEquals(places(null, "arn:key"), setup("--store-key").places(BOTH));
        assertEquals(places(null, null), setup().places(Map.of()));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, https://api.openai.com/v1",
                "-, https://eu.api.openai.com/v1, https://eu.api.openai.com/v1",
                "https://gateway.example/v1/, https://eu.api.openai.com/v1, https://gateway.example/v1",
                "' ', https://eu.api.openai.com/v1, https://eu.api.openai.com/v1",
            })
    void theStacksOpenAiIsAskedUnlessTheEnvironmentNamesOne(
            String environment, String stack, String asked) {
        var settings = new HashMap<>(BOTH);
        if (stack != null) settings.put("OPENAI_BASE_URL", stack);

        var places = setup("--store").places(settings);

        var named = environment == null ? Map.<String, String>of() : named(environment);
        assertEquals(URI.create(asked), WebhookSetup.api(named, places));
    }

    private static Map<String, String> named(String api) {
        return Map.of("OPENAI_BASE_URL", api);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--store", "--store-key"})
    void aMissingPlaceIsNamedBeforeOpenAiIsAsked(String option) {
        var setup = setup(option, "--stack", "phone");

        var trouble = assertThrows(Trouble.class, () -> setup.places(Map.of("LOG_LEVEL", "INFO")));

        assertTrue(
                trouble.getMessage().matches("The function phone-webhook has no [A-Z_]+_ID, .*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"Environment\":{}}"})
    void aFunctionWithoutEnvironmentHasNoSettings(String configuration) throws IOException {
        try (var api = new LoopbackApi(_ -> new Said(200, configuration));
                var lambda = lambda(api)) {
            assertEquals(Map.of(), StackSettings.of("phone", lambda));
        }
    }

    private static LambdaClient lambda(LoopbackApi api) {
        var credentials = AwsBasicCredentials.create("local", "local");
        return LambdaClient.builder()
                .endpointOverride(api.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    private static Places places(String signing, String key) {
        return new Places(Optional.ofNullable(signing), Optional.ofNullable(key), Optional.empty());
    }

    private static WebhookSetup setup(String... arguments) {
        return CommandLine.populateCommand(new WebhookSetup(), arguments);
    }
}
