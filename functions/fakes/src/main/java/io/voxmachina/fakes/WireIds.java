package io.voxmachina.fakes;

import java.util.random.RandomGenerator;

/// Makes ids of the lengths and prefixes that OpenAI's examples show.
final class WireIds {
    private static final String LETTERS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final RandomGenerator random;

    WireIds(RandomGenerator random) {
        this.random = random;
    }

    String call() {
        return "rtc_" + letters(32, 16);
    }

    String liveSession() {
        return "live_" + letters(32, 16);
    }

    String delivery() {
        return "wh_" + letters(32, 16);
    }

    String webhookEvent() {
        return "evt_" + letters(32, 16);
    }

    String request() {
        return "req_" + letters(32, 16);
    }

    String session() {
        return "sess_" + letters(21, LETTERS.length());
    }

    String event() {
        return "event_" + letters(21, LETTERS.length());
    }

    String item() {
        return "item_" + letters(21, LETTERS.length());
    }

    String response() {
        return "resp_" + letters(21, LETTERS.length());
    }

    String toolCall() {
        return "call_" + letters(16, LETTERS.length());
    }

    private synchronized String letters(int count, int alphabet) {
        var id = new StringBuilder(count);
        for (int i = 0; i < count; i++) id.append(letter(random.nextInt(alphabet), alphabet));
        return id.toString();
    }

    private static char letter(int index, int alphabet) {
        return alphabet == 16 ? Character.forDigit(index, 16) : LETTERS.charAt(index);
    }
}
