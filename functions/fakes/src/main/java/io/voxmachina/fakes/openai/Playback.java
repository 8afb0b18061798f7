package io.voxmachina.fakes.openai;

import io.voxmachina.fakes.openai.script.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/// The output audio buffer: what the caller hears, in real time, one piece after the other.
final class Playback {
    private static final class Piece {
        final ModelReply reply;
        final Item item;
        final String text;
        Duration length;
        double generated = 1;
        Instant startedAt;

        Piece(ModelReply reply, Item item, Answer answer) {
            this.reply = reply;
            this.item = item;
            this.text = answer.text();
            this.length = answer.speaks();
        }
    }

    private final PhoneLine line;
    private final Deque<Piece> waiting = new ArrayDeque<>();
    private Piece playing;

    Playback(PhoneLine line) {
        this.line = line;
    }

    boolean isSilent() {
        return playing == null;
    }

    void add(ModelReply reply, Item item, Answer answer) {
        waiting.add(new Piece(reply, item, answer));
        if (playing == null) playNext();
    }

    private void playNext() {
        playing = waiting.poll();
        if (playing == null) return;
        playing.startedAt = line.guard.now();
        line.sidebands.broadcast(
                line.events.playback("output_audio_buffer.started", playing.reply.id()));
        line.agentAudible(playing.item.id());
        stopLater(playing, playing.length);
    }

    private void stopLater(Piece piece, Duration delay) {
        line.guard.after(delay, () -> stop(piece, piece.length));
    }

    private void stop(Piece piece, Duration length) {
        if (playing != piece || !piece.length.equals(length)) return;
        heard(piece, 1);
        line.sidebands.broadcast(
                line.events.playback("output_audio_buffer.stopped", piece.reply.id()));
        playNext();
        line.floorMayBeFree();
    }

    /// Generation was cut: what there is plays on, and no more (`response.cancel` does not stop the
    /// playback).
    void generated(ModelReply reply, double share) {
        for (var piece : waiting) shorten(piece, reply, share);
        if (playing == null || playing.reply != reply) return;
        shorten(playing, reply, share);
        var left = playing.length.minus(elapsed(playing));
        var piece = playing;
        var length = piece.length;
        line.guard.after(left.isNegative() ? Duration.ZERO : left, () -> stop(piece, length));
    }

    private static void shorten(Piece piece, ModelReply reply, double share) {
        if (piece.reply != reply) return;
        piece.generated = share;
        piece.length = scaled(piece.length, share);
    }

    /// The caller's barge-in or `output_audio_buffer.clear`. Over SIP the server knows what was
    /// played and truncates by itself (realtime conversations guide).
    void clear() {
        if (playing == null) return;
        var cut = playing;
        playing = null;
        var played = elapsed(cut);
        heard(cut, share(played, cut.length));
        line.sidebands.broadcast(
                line.events.playback("output_audio_buffer.cleared", cut.reply.id()));
        truncate(cut.item, played);
        for (var piece : waiting) truncate(piece.item, Duration.ZERO);
        waiting.clear();
        line.floorMayBeFree();
    }

    private void truncate(Item item, Duration played) {
        item.truncated();
        line.sidebands.broadcast(line.events.truncated(item.id(), played));
    }

    /// The call is over: whatever played was heard so far.
    void silence() {
        if (playing != null) heard(playing, share(elapsed(playing), playing.length));
        playing = null;
        waiting.clear();
    }

    private void heard(Piece piece, double share) {
        if (!line.callerListens()) return;
        double part = share * piece.generated;
        var words = piece.text.substring(0, (int) Math.round(piece.text.length() * part));
        line.observations.note(
                new Heard(piece.startedAt, line.guard.now(), piece.item.id(), words, part >= 1));
    }

    private Duration elapsed(Piece piece) {
        return line.guard.since(piece.startedAt);
    }

    private static double share(Duration part, Duration whole) {
        if (whole.isZero()) return 1;
        return Math.clamp((double) part.toNanos() / whole.toNanos(), 0, 1);
    }

    private static Duration scaled(Duration duration, double factor) {
        return Duration.ofNanos((long) (duration.toNanos() * factor));
    }
}
