package io.voxmachina.local.lambda;

import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// A thrown exception as Lambda's Java runtime tells of it.
final class FunctionError {
    private static final int DEEPEST = 8;

    private FunctionError() {}

    static byte[] json(Throwable failure) {
        var out = new ByteArrayOutputStream();
        JacksonFactory.getInstance().getSerializer(Object.class).toJson(map(failure, 0), out);
        return out.toByteArray();
    }

    private static Map<String, Object> map(Throwable failure, int depth) {
        var map = new LinkedHashMap<String, Object>();
        map.put("errorMessage", failure.getLocalizedMessage());
        map.put("errorType", failure.getClass().getName());
        var trace = Arrays.stream(failure.getStackTrace()).map(StackTraceElement::toString);
        map.put("stackTrace", trace.toList());
        var cause = failure.getCause();
        if (cause != null && depth < DEEPEST) map.put("cause", map(cause, depth + 1));
        return map;
    }
}
