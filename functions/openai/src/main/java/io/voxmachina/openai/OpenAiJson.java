package io.voxmachina.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openai.core.ObjectMappers;
import com.openai.models.realtime.RealtimeServerEvent;
import java.io.IOException;

/// The SDK's JSON mapper, with two differences, both for a caller who waits for a cold process.
///
/// Server events stay the JSON they are. The SDK would make objects of its own of them, on the
/// thread that also answers pings; we use none of these, and their classes take 0.6 s of CPU time
/// (measured; several times that on a fraction of a CPU).
///
/// What is written is looked at by Jackson alone. The SDK has Kotlin's reflection look as well, a
/// thousand classes, and finds nothing: the JSON is the same, which tests hold for each body.
final class OpenAiJson {
    static final JsonMapper MAPPER =
            ObjectMappers.jsonMapper()
                    .rebuild()
                    .annotationIntrospector(new JacksonAnnotationIntrospector())
                    .addMixIn(RealtimeServerEvent.class, Untyped.class)
                    .build();

    /// What stands before the type of an untyped event.
    private static final String MARK = "untyped:";

    private OpenAiJson() {}

    /// The type of an event, whichever mapper read it.
    static String type(Wire event) {
        var type = event.text("type").orElse("");
        return type.startsWith(MARK) ? type.substring(MARK.length()) : type;
    }

    @JsonDeserialize(using = Untouched.class)
    private interface Untyped {}

    /// Gives the SDK a type that it does not know. Then it keeps the JSON and looks no further.
    private static final class Untouched extends StdDeserializer<RealtimeServerEvent> {
        private static final long serialVersionUID = 1L;

        Untouched() {
            super(RealtimeServerEvent.class);
        }

        @Override
        public RealtimeServerEvent deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            var event = context.readTree(parser);
            if (event instanceof ObjectNode object)
                object.put("type", MARK + object.path("type").asText());
            return ObjectMappers.jsonMapper().treeToValue(event, RealtimeServerEvent.class);
        }
    }
}
