package io.voxmachina.local.system;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.voxmachina.fakes.openai.webhook.Delivery;
import io.voxmachina.fakes.openai.webhook.WebhookSigner;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// What can be wrong with a delivery, and what can be unusual about it.
final class Mutations {
    /// Changes a genuine delivery so that it must not count.
    interface Mutation {
        WebhookEvents of(Delivery genuine);
    }

    private static final String ID = "webhook-id";
    private static final String TIME = "webhook-timestamp";
    private static final String SIGNATURE = "webhook-signature";
    private static final int LARGEST = 64 * 1024;

    private final RandomGenerator random;
    private final WebhookSigner signer;
    private final WebhookSigner stranger =
            new WebhookSigner(
                    "whsec_" + Base64.getEncoder().encodeToString("another".getBytes(UTF_8)));
    private final Map<String, Mutation> all = new LinkedHashMap<>();

    Mutations(RandomGenerator random, WebhookSigner signer) {
        this.random = random;
        this.signer = signer;
        signatures();
        times();
        headers();
        encodings();
        bodies();
        nonsense();
    }

    Map<String, Mutation> all() {
        return all;
    }

    private void signatures() {
        signature(
                "of another secret",
                it -> stranger.again(it, it.timestamp()).headers().get(SIGNATURE));
        signature("one letter off", it -> flipped(it.headers().get(SIGNATURE), 3));
        signature("another version", it -> it.headers().get(SIGNATURE).replace("v1,", "v2,"));
        signature("cut short", it -> cut(it.headers().get(SIGNATURE)));
        signature("no base64", _ -> "v1,!!! not base64 !!!");
        signature("empty", _ -> "");
        signature("blank", _ -> "   ");
        signature("many wrong ones", _ -> "v1,eA== ".repeat(1 + random.nextInt(500)));
        signature("not ascii", _ -> "v1,Ünïcödé\u0000");
    }

    private void signature(String what, Function<Delivery, String> value) {
        all.put("signature " + what, it -> event(it).with(SIGNATURE, value.apply(it)));
    }

    private void times() {
        all.put(
                "time long past",
                it -> event(signer.again(it, ago(301 + random.nextInt(1_000_000)))));
        all.put(
                "time to come",
                it -> event(signer.again(it, ago(-330 - random.nextInt(1_000_000)))));
        all.put(
                "time moved",
                it ->
                        event(it)
                                .with(
                                        TIME,
                                        ""
                                                + (it.timestamp().getEpochSecond()
                                                        - 1
                                                        - random.nextInt(200))));
        time("negative", "-1");
        time("a fraction", Instant.now().getEpochSecond() + ".5");
        time("a word", "now");
        time("empty", "");
        time("huge", "9".repeat(40));
        time("in milliseconds", "" + Instant.now().toEpochMilli());
        time("not ascii digits", "١٧٦٤٠٠٠٠٠٠");
    }

    private void time(String what, String value) {
        all.put("time " + what, it -> event(it).with(TIME, value));
    }

    private void headers() {
        for (var header : new String[] {ID, TIME, SIGNATURE}) {
            all.put("header missing: " + header, it -> event(it).with(header, null));
            all.put(
                    "header twice: " + header,
                    it ->
                            event(it)
                                    .with(
                                            header,
                                            it.headers().get(header)
                                                    + ","
                                                    + it.headers().get(header)));
        }
        all.put("header another id", it -> event(it).with(ID, "wh_" + random.nextLong()));
        all.put(
                "header id too long",
                it -> event(it).with(ID, "x".repeat(300 + random.nextInt(5_000))));
        all.put("headers none", it -> event(it).withHeaders(Map.of()));
        all.put("headers absent", it -> event(it).withHeaders(null));
    }

    private void encodings() {
        all.put("encoding base64 announced, plain sent", it -> event(it).inBase64().lying());
        all.put("encoding base64 sent, plain announced", it -> event(it).lying());
        all.put(
                "encoding base64 twice",
                it -> event(it).inBase64().withBody(Base64.getEncoder().encode(bytes(it))));
        all.put("encoding utf-16", it -> event(it).inBase64().withBody(it.body().getBytes(UTF_16)));
        all.put(
                "encoding no utf-8",
                it -> event(it).inBase64().withBody(noise(1 + random.nextInt(2_000))));
    }

    private void bodies() {
        all.put(
                "body one letter off",
                it -> event(it).withBody(flipped(it.body(), 0).getBytes(UTF_8)));
        all.put(
                "body with a space more",
                it -> event(it).withBody((it.body() + " ").getBytes(UTF_8)));
        all.put("body cut short", it -> event(it).withBody(cut(it.body()).getBytes(UTF_8)));
        all.put(
                "body with a byte order mark",
                it -> event(it).withBody(("\ufeff" + it.body()).getBytes(UTF_8)));
        all.put("body empty", it -> event(it).withBody(new byte[0]));
        all.put("body absent", it -> event(it).withBody(null));
        all.put(
                "body huge",
                it -> event(it).withBody(new byte[LARGEST + 1 + random.nextInt(LARGEST)]));
        all.put("body huge and signed", it -> signed(it, it.body() + " ".repeat(LARGEST)));
    }

    /// Rightly signed: somebody has the secret, or OpenAI sends what it never sent before.
    private void nonsense() {
        nonsense("empty object", _ -> "{}");
        nonsense("no json", it -> it.body().substring(1));
        nonsense("more after it", it -> it.body() + "{}");
        nonsense("a list of it", it -> "[" + it.body() + "]");
        nonsense("a word", _ -> "\"realtime.call.incoming\"");
        nonsense(
                "deep",
                _ -> "{\"type\":\"x\",\"data\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}");
        nonsense(
                "a key twice",
                it -> it.body().replaceFirst("\\{", "{\"type\":\"batch.completed\","));
        nonsense(
                "of a type unknown",
                it -> it.body().replace("realtime.call.incoming", "realtime.call.unheard"));
        nonsense(
                "of a type that is no text",
                it -> it.body().replace("\"realtime.call.incoming\"", "7"));
        nonsense(
                "of the other api",
                it ->
                        it.body()
                                .replace("realtime.call.incoming", "live.transport.incoming")
                                .replace("call_id", "session_id"));
        nonsense("without data", it -> it.body().replace("\"data\"", "\"date\""));
        nonsense("without a call", it -> it.body().replace("call_id", "caller_id"));
        nonsense(
                "a call that is a number",
                it -> it.body().replaceFirst("\"call_id\":\"[^\"]*\"", "\"call_id\":42"));
        nonsense(
                "a call that is a path",
                it ->
                        it.body()
                                .replaceFirst(
                                        "\"call_id\":\"[^\"]*\"",
                                        "\"call_id\":\"../../v1/files\""));
        nonsense(
                "a call that is long",
                it ->
                        it.body()
                                .replaceFirst(
                                        "\"call_id\":\"[^\"]*\"",
                                        "\"call_id\":\"" + "r".repeat(2_000) + "\""));
        nonsense(
                "a call nobody knows",
                it ->
                        it.body()
                                .replaceFirst(
                                        "\"call_id\":\"[^\"]*\"",
                                        "\"call_id\":\"rtc_"
                                                + Long.toHexString(random.nextLong())
                                                + "\""));
        nonsense(
                "long ago",
                it -> it.body().replaceFirst("\"created_at\":[0-9]*", "\"created_at\":1"));
        nonsense(
                "a number too long",
                it ->
                        it.body()
                                .replaceFirst(
                                        "\"created_at\":[0-9]*",
                                        "\"created_at\":" + "9".repeat(3_000)));
        all.put(
                "nonsense in utf-16, signed as such",
                it -> signed(it, new String(it.body().getBytes(UTF_16), UTF_8)));
    }

    private void nonsense(String what, Function<Delivery, String> body) {
        all.put("nonsense " + what, it -> signed(it, body.apply(it)));
    }

    /// Unusual, and right all the same.
    WebhookEvents unusual(Delivery genuine) {
        return switch (random.nextInt(6)) {
            case 0 -> event(genuine).inBase64();
            case 1 -> event(genuine).withHeaders(upperCase(genuine.headers()));
            case 2 ->
                    event(genuine)
                            .with(SIGNATURE, "v1,eA== v2,eA== " + genuine.headers().get(SIGNATURE));
            case 3 ->
                    signed(
                            genuine,
                            genuine.body().replaceFirst("\\{", "{\"new\":{\"field\":[null,1e3]},"));
            // Without its version: OpenAI's own code takes it for what it is.
            case 4 -> event(genuine).with(SIGNATURE, genuine.headers().get(SIGNATURE).substring(3));
            default -> event(genuine);
        };
    }

    private WebhookEvents signed(Delivery genuine, String body) {
        return event(signer.sign(genuine.id(), genuine.timestamp(), body));
    }

    private static WebhookEvents event(Delivery delivery) {
        return WebhookEvents.of(delivery);
    }

    private static Map<String, String> upperCase(Map<String, String> headers) {
        var upper = new LinkedHashMap<String, String>();
        headers.forEach((name, value) -> upper.put(name.toUpperCase(Locale.ROOT), value));
        return upper;
    }

    private static Instant ago(long seconds) {
        return Instant.now().minusSeconds(seconds);
    }

    private static byte[] bytes(Delivery delivery) {
        return delivery.body().getBytes(UTF_8);
    }

    private byte[] noise(int length) {
        var noise = new byte[length];
        random.nextBytes(noise);
        noise[0] = (byte) 0xff;
        return noise;
    }

    private String cut(String text) {
        return text.substring(0, 1 + random.nextInt(text.length() - 5));
    }

    /// Another letter somewhere from `start` on; the last ones of base64 may hold unused bits.
    private String flipped(String text, int start) {
        int at = start + random.nextInt(text.length() - start - 3);
        char other = text.charAt(at) == 'x' ? 'y' : 'x';
        return text.substring(0, at) + other + text.substring(at + 1);
    }
}
