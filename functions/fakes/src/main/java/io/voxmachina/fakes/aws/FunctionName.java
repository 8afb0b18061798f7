package io.voxmachina.fakes.aws;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// A function as Invoke's path names it: name, partial or whole ARN, each with or without a version
/// or alias.
record FunctionName(String name, String qualifier) {
    private static final Pattern SHAPE =
            Pattern.compile(
                    "(?:(?:arn:aws[a-z-]*:lambda:[a-z0-9-]+:)?\\d{12}:function:)?"
                            + "(?<name>[A-Za-z0-9_-]+)(?::(?<qualifier>[A-Za-z0-9_$-]+))?");

    static FunctionName in(String pathSegment) {
        var text = URLDecoder.decode(pathSegment, StandardCharsets.UTF_8);
        var match = SHAPE.matcher(text);
        if (!match.matches()) {
            throw AwsError.refused(
                    "ValidationException", "1 validation error detected: functionName");
        }
        var qualifier = match.group("qualifier");
        return new FunctionName(match.group("name"), qualifier == null ? "$LATEST" : qualifier);
    }

    String arn() {
        return Arns.of("lambda", "function:" + name);
    }
}
