package io.voxmachina.fakes.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxmachina.fakes.http.HttpReply;

/// An error as AWS's JSON protocols put it: a status, a type that the SDK turns into an exception,
/// a message.
final class AwsError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String type;
    private final transient ObjectNode fields = Json.object();

    AwsError(int status, String type, String message) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
    }

    static AwsError refused(String type, String message) {
        return new AwsError(400, type, message);
    }

    /// Further members of the error, such as the resource ids of a conflict.
    ObjectNode fields() {
        return fields;
    }

    /// As AWS JSON 1.1 answers it: type and message in the body.
    HttpReply asJson11() {
        var body = fields.deepCopy().put("__type", type).put("message", getMessage());
        return HttpReply.of(status, AwsJson.CONTENT_TYPE, body.toString());
    }

    /// As REST-JSON answers it: the type in a header.
    HttpReply asRestJson() {
        var body =
                fields.deepCopy()
                        .put("Type", status < 500 ? "User" : "Service")
                        .put("Message", getMessage());
        return AwsJson.withHeader(
                HttpReply.json(status, body.toString()), "x-amzn-errortype", type);
    }
}
