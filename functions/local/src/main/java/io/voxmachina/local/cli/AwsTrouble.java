package io.voxmachina.local.cli;

import io.voxmachina.aws.SdkFault;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// What AWS's refusals mean, and what to do about them.
public final class AwsTrouble {
    private static final String SIGN_IN =
            "sign in (aws sso login, or aws configure) and name the profile by AWS_PROFILE, or set"
                    + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.";
    private static final List<String> EXPIRED =
            List.of("ExpiredTokenException", "ExpiredToken", "RequestExpired");
    private static final List<String> WRONG =
            List.of(
                    "UnrecognizedClientException",
                    "InvalidSignatureException",
                    "InvalidClientTokenId",
                    "IncompleteSignature");

    /// Of what the SDK says when it does not even ask AWS. It lists all that it tried, so what
    /// says most comes first.
    private static final List<Map.Entry<String, String>> BEFORE_ASKING =
            List.of(
                    Map.entry(
                            "Unable to load region",
                            "No AWS region: set AWS_REGION or AWS_DEFAULT_REGION, or a region in"
                                    + " your AWS profile."),
                    Map.entry(
                            "must be on the class path",
                            "Your AWS profile signs in in a way that vox cannot (aws login): eval"
                                    + " \"$(aws configure export-credentials --format env)\" first."),
                    Map.entry("Unable to load credentials", "No AWS credentials: " + SIGN_IN),
                    Map.entry(
                            "Profile file contained no credentials",
                            "Your AWS profile holds no credentials: " + SIGN_IN));

    private AwsTrouble() {}

    /// @param what was asked about, for example `the table calls`
    public static String sentence(Throwable failure, String what) {
        return failure instanceof AwsServiceException refusal
                ? refused(refusal, what)
                : notAsked(failure, what);
    }

    private static String refused(AwsServiceException refusal, String what) {
        var code = SdkFault.code(refusal);
        if (code.equals("ResourceNotFoundException")) {
            return "AWS knows nothing of " + what + " in this region and account.";
        }
        if (EXPIRED.contains(code)) return "Your AWS credentials have expired: sign in again.";
        if (WRONG.contains(code)) return "AWS does not accept your credentials (" + code + ").";
        if (code.contains("AccessDenied")) {
            return "Your AWS credentials do not permit this with " + what + ".";
        }
        return "AWS refused this with " + what + " (" + code + ").";
    }

    private static String notAsked(Throwable failure, String what) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var message = String.valueOf(cause.getMessage());
            for (var known : BEFORE_ASKING) {
                if (message.contains(known.getKey())) return known.getValue();
            }
        }
        return "AWS does not answer about "
                + what
                + " ("
                + failure.getClass().getSimpleName()
                + "): is there a network, and is the region (AWS_REGION) right?";
    }
}
