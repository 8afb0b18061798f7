package io.voxmachina.aws;

import io.voxmachina.call.Unavailable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// What a client threw, in our terms. That is not only the SDK's exceptions: it lets through what
/// its HTTP client throws when a time-out closes a connection in use (an [IllegalStateException]).
/// A program that was stopped and woken meets its time-outs all at once.
public final class SdkFault {
    private SdkFault() {}

    static Unavailable unavailable(String tried, RuntimeException fault) {
        return new Unavailable(tried + ": " + code(fault), fault);
    }

    /// AWS's code for it, or what comes nearest: a proxy's refusal has none. Its message may quote
    /// what we sent.
    public static String code(RuntimeException fault) {
        if (!(fault instanceof AwsServiceException refused)) return "no answer";
        var details = refused.awsErrorDetails();
        if (details == null || details.errorCode() == null) return "status " + refused.statusCode();
        return details.errorCode();
    }
}
