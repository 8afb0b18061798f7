package io.voxmachina.aws;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/// The JSON that Lambda hands to a function and takes from it.
///
/// Functions read it themselves. So a rehearsal warms the reading too, and of the 700 classes with
/// which the runtime would do it only a few are loaded.
public final class EventJson {
    static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                    .build();

    private EventJson() {}

    /// An event that is an object.
    @SuppressWarnings("unchecked")
    public static Map<String, Object> object(InputStream in) throws IOException {
        return MAPPER.readValue(in, Map.class);
    }

    /// An answer that is a text.
    public static void text(OutputStream out, String text) throws IOException {
        out.write(MAPPER.writeValueAsBytes(text));
    }
}
