package io.voxmachina.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

class AwsTroubleTest {
    private static final String TABLE = "the table calls";

    @Test
    void aRefusalIsToldByItsCode() {
        var expired = refusal(AwsErrorDetails.builder().errorCode("ExpiredToken").build());

        assertEquals(
                "Your AWS credentials have expired: sign in again.",
                AwsTrouble.sentence(expired, TABLE));
    }

    /// As from a proxy on the way.
    @Test
    void aRefusalWithoutACodeIsToldByItsStatus() {
        var told = "AWS refused this with the table calls (status 503).";
        var nameless = refusal(AwsErrorDetails.builder().errorMessage("Busy").build());

        assertEquals(told, AwsTrouble.sentence(nameless, TABLE));
        assertEquals(told, AwsTrouble.sentence(refusal(null), TABLE));
    }

    private static AwsServiceException refusal(AwsErrorDetails details) {
        return AwsServiceException.builder().statusCode(503).awsErrorDetails(details).build();
    }
}
