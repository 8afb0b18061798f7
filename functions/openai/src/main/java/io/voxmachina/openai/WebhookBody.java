package io.voxmachina.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.voxmachina.call.CallId;
import io.voxmachina.openai.Verification.Refused;
import io.voxmachina.openai.Verification.Verified;
import io.voxmachina.openai.WebhookEvent.IncomingCall;
import io.voxmachina.openai.WebhookEvent.OtherEvent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Pattern;

/// Reads a body whose signature is good, as a small tree: the SDK's typed reading costs 300 ms in a
/// cold process and fails on what it does not know.
final class WebhookBody {
    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    private static final JsonMapper JSON = mapper();

    private WebhookBody() {}

    private static JsonMapper mapper() {
        var limits =
                StreamReadConstraints.builder()
                        .maxNestingDepth(32)
                        .maxNumberLength(64)
                        .maxNameLength(1_024)
                        .build();
        return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(limits).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    static Verification read(byte[] body, Instant sentAt) {
        JsonNode json;
        try {
            json = JSON.readTree(utf8(body));
        } catch (CharacterCodingException e) {
            return new Refused(400, "not_utf8", "The body is not UTF-8.");
        } catch (JsonProcessingException e) {
            return new Refused(400, "not_json", "The body is not plain JSON.");
        }
        return event(json, sentAt);
    }

    /// Jackson alone would guess at UTF-16 and UTF-32.
    private static String utf8(byte[] body) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    }

    private static Verification event(JsonNode json, Instant sentAt) {
        var type = json.path("type");
        if (!type.isTextual() || !TYPE.matcher(type.textValue()).matches())
            return new Refused(400, "no_type", "The body has no proper type.");

        return switch (type.textValue()) {
            case "realtime.call.incoming" -> incoming(json, sentAt, "realtime", "call_id");
            // The latter is what old subscriptions still get.
            case "live.transport.incoming", "live.call.incoming" ->
                    incoming(json, sentAt, "live", "session_id");
            case String other -> new Verified(new OtherEvent(other));
        };
    }

    private static Verification incoming(
            JsonNode json, Instant sentAt, String api, String idField) {
        var data = json.path("data");
        if (!data.isObject()) return new Refused(400, "no_data", "The event has no data.");

        CallId call;
        try {
            call = new CallId(data.path(idField).textValue());
        } catch (IllegalArgumentException e) {
            return new Refused(400, "bad_call_id", "The event has no proper " + idField + ".");
        }
        var sip = SipHeaders.in(data.path("sip_headers"));
        return new Verified(
                new IncomingCall(api, call, sip.from(), sip.to(), createdAt(json, sentAt)));
    }

    /// A call is not lost for want of a time: then the attempt's own counts, which is signed too.
    private static Instant createdAt(JsonNode json, Instant sentAt) {
        var seconds = json.path("created_at");
        if (!seconds.isNumber() || !seconds.canConvertToLong()) return sentAt;
        var epoch = seconds.longValue();
        return epoch < 0 || epoch > LAST_SECOND ? sentAt : Instant.ofEpochSecond(epoch);
    }
}
