package io.voxmachina.fakes;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// An error in the shape that OpenAI's HTTP API and its `error` events share.
record ApiError(int status, String code, String message, String param) {
    static ApiError invalid(String code, String message, String param) {
        return new ApiError(400, code, message, param);
    }

    static ApiError missing(String param) {
        return invalid(
                "missing_required_parameter",
                "Missing required parameter: '" + param + "'.",
                param);
    }

    static ApiError unknownParameter(String param) {
        return invalid("unknown_parameter", "Unknown parameter: '" + param + "'.", param);
    }

    static ApiError invalidValue(String param) {
        return invalid("invalid_value", "Invalid value for '" + param + "'.", param);
    }

    // Field reports: status and code of a dead or unknown call, on the endpoints and on the
    // upgrade.
    static ApiError callNotFound() {
        return new ApiError(
                404, "call_id_not_found", "No session found for the given call_id.", null);
    }

    ObjectNode json() {
        var error = JsonTree.object();
        error.put("message", message);
        error.put("type", status >= 500 ? "server_error" : "invalid_request_error");
        return error.put("param", param).put("code", code);
    }

    ObjectNode body() {
        return JsonTree.object().set("error", json());
    }
}
