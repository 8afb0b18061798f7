package io.voxmachina.fakes.openai.script;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.Duration;

/// A script as a JSON document: the fields of `Script` and its parts, durations in milliseconds. A
/// field that is left out has its default; one that does not exist is an error.
public final class ScriptJson {
    private static final ObjectMapper MAPPER =
            new ObjectMapper()
                    .registerModule(
                            new SimpleModule()
                                    .addSerializer(Duration.class, new Written())
                                    .addDeserializer(Duration.class, new Read()))
                    .setDefaultPropertyInclusion(JsonInclude.Include.NON_EMPTY);

    private ScriptJson() {}

    /// @throws IllegalArgumentException when the text is no script
    public static Script read(String json) {
        try {
            return MAPPER.readValue(json, Script.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not a script: " + e.getOriginalMessage(), e);
        }
    }

    public static String write(Script script) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(script);
        } catch (JacksonException e) {
            throw new IllegalStateException("a script is always JSON", e);
        }
    }

    private static final class Written extends StdScalarSerializer<Duration> {
        private static final long serialVersionUID = 1;

        Written() {
            super(Duration.class);
        }

        @Override
        public void serialize(Duration value, JsonGenerator json, SerializerProvider provider)
                throws IOException {
            json.writeNumber(value.toMillis());
        }
    }

    private static final class Read extends StdScalarDeserializer<Duration> {
        private static final long serialVersionUID = 1;

        Read() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser json, DeserializationContext context)
                throws IOException {
            return Duration.ofMillis(json.getLongValue());
        }
    }
}
