package io.voxmachina.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {
    @ParameterizedTest
    @CsvSource({
        "<sip:+442079460001@carrier>;tag=1, +442079460001",
        "sip:442079460001@carrier, +442079460001",
        "tel:+14155550100, +14155550100"
    })
    void aNumberOfTheWorldIsFound(String header, String number) {
        assertEquals(Optional.of(new PhoneNumber(number)), PhoneNumber.inSip(header));
    }

    /// As dialled within a country, with the trunk prefix: made a number of the world it would be
    /// somebody else's, or nobody's.
    @ParameterizedTest
    @ValueSource(strings = {"<sip:02079460001@carrier>", "tel:0049301234", "sip:+02079460001@x"})
    void aNumberOfOneCountryIsNone(String header) {
        assertEquals(Optional.empty(), PhoneNumber.inSip(header));
    }
}
