package io.voxmachina.fakes.openai.wire;

import java.util.random.RandomGenerator;

/// Makes ids of the lengths and prefixes that OpenAI's examples show.
public final class WireIds {
    private static final String LETTERS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final RandomGenerator random;

    /// Ids as this chance has them.
    public WireIds(RandomGenerator random) {
        this.random = random;
    }

    /// Of a call at the Realtime API.
    public String call() {
        return "rtc_" + letters(32, 16);
    }

    /// Of a call at the Live API.
    public String liveSession() {
        return "live_" + letters(32, 16);
    }

    /// Of a delivery, the same for each attempt.
    public String delivery() {
        return "wh_" + letters(32, 16);
    }

    /// Of the event that a delivery tells.
    public String webhookEvent() {
        return "evt_" + letters(32, 16);
    }

    /// Of an HTTP request.
    public String request() {
        return "req_" + letters(32, 16);
    }

    /// Of a session.
    public String session() {
        return "sess_" + letters(21, LETTERS.length());
    }

    String event() {
        return "event_" + letters(21, LETTERS.length());
    }

    /// Of a conversation item.
    public String item() {
        return "item_" + letters(21, LETTERS.length());
    }

    /// Of a response.
    public String response() {
        return "resp_" + letters(21, LETTERS.length());
    }

    /// Of a function call.
    public String toolCall() {
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
