package io.voxmachina.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.openai.core.http.HttpRequestBody;
import java.io.IOException;
import java.io.OutputStream;

/// JSON that is sent to OpenAI.
final class JsonBody implements HttpRequestBody {
    private final byte[] json;

    private JsonBody(byte[] json) {
        this.json = json;
    }

    /// @param body an object of the SDK
    static JsonBody of(Object body) {
        try {
            return new JsonBody(OpenAiJson.MAPPER.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not writable: " + body.getClass(), e);
        }
    }

    @Override
    public void writeTo(OutputStream out) {
        try {
            out.write(json);
        } catch (IOException e) {
            throw JsonBody.<RuntimeException>undeclared(e);
        }
    }

    /// The transport takes an `IOException` alone for a broken connection, and the SDK, written in
    /// Kotlin, declares none.
    @SuppressWarnings("unchecked")
    private static <E extends Exception> E undeclared(Exception e) throws E {
        throw (E) e;
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public long contentLength() {
        return json.length;
    }

    @Override
    public boolean repeatable() {
        return true;
    }

    @Override
    public void close() {}
}
