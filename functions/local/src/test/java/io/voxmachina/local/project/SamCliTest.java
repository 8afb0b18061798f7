package io.voxmachina.local.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamCliTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SAM CLI, version 1.170.0 | false",
                "SAM CLI, version 1.149.0 | false",
                "SAM CLI, version 2.0.0   | false",
                "SAM CLI, version 1.148.0 | true",
                "SAM CLI, version 1.15.0  | true",
                "SAM CLI, version 0.150.0 | true",
                "SAM CLI, version unknown | false",
                "''                       | false",
            })
    void aSamCliThatDoesNotKnowTheTemplateIsTooOld(String told, boolean tooOld) {
        assertEquals(tooOld, SamCli.tooOld(told).isPresent());
    }

    @Test
    void itSaysWhichOneIsNeeded() {
        var sentence = SamCli.tooOld("SAM CLI, version 1.140.0").orElseThrow();

        assertTrue(sentence.contains("\"SAM CLI, version 1.140.0\""), sentence);
        assertTrue(sentence.contains("1.149 or newer"), sentence);
    }
}
