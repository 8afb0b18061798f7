package io.voxmachina.aws;

import io.voxmachina.call.Unavailable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// What the SDK threw, in our terms.
final class SdkFault {
    private SdkFault() {}

    static Unavailable unavailable(String tried, SdkException fault) {
        return new Unavailable(tried + ": " + code(fault), fault);
    }

    /// AWS's code for it; its message may quote what we sent.
    private static String code(SdkException fault) {
        if (!(fault instanceof AwsServiceException refused)) return "no answer";
        var details = refused.awsErrorDetails();
        if (details == null || details.errorCode() == null) return "status " + refused.statusCode();
        return details.errorCode();
    }
}
