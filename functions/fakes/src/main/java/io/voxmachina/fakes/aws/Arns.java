package io.voxmachina.fakes.aws;

/// Names as AWS writes them, in the account and region that AWS's own examples use.
final class Arns {
    static final String ACCOUNT = "123456789012";
    static final String REGION = "us-east-1";

    private Arns() {}

    static String of(String service, String resource) {
        return "arn:aws:" + service + ":" + REGION + ":" + ACCOUNT + ":" + resource;
    }

    /// What follows the last `/`: a name that may be given alone or as the end of an ARN.
    static String shortName(String nameOrArn) {
        return nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1);
    }
}
