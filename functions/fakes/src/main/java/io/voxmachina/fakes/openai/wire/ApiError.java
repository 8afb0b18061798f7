package io.voxmachina.fakes.openai.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// An error in the shape that OpenAI's HTTP API and its `error` events share.
public record ApiError(int status, String code, String message, String param) {
    /// A request that asks for what cannot be.
    public static ApiError invalid(String code, String message, String param) {
        return new ApiError(400, code, message, param);
    }

    /// A field that must be there.
    public static ApiError missing(String param) {
        return invalid(
                "missing_required_parameter",
                "Missing required parameter: '" + param + "'.",
                param);
    }

    /// A field that nobody knows.
    public static ApiError unknownParameter(String param) {
        return invalid("unknown_parameter", "Unknown parameter: '" + param + "'.", param);
    }

    /// A field with a value that it cannot have.
    public static ApiError invalidValue(String param) {
        return invalid("invalid_value", "Invalid value for '" + param + "'.", param);
    }

    /// A dead or unknown call, on the endpoints and on the upgrade (field reports).
    public static ApiError callNotFound() {
        return new ApiError(
                404, "call_id_not_found", "No session found for the given call_id.", null);
    }

    ObjectNode json() {
        var error = JsonTree.object();
        error.put("message", message);
        error.put("type", status >= 500 ? "server_error" : "invalid_request_error");
        return error.put("param", param).put("code", code);
    }

    /// The body of an HTTP answer.
    public ObjectNode body() {
        return JsonTree.object().set("error", json());
    }
}
