package io.voxmachina.call.state;

import io.voxmachina.call.ReplyId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Whether the caller is hearing the agent. OpenAI makes replies faster than they are heard, and
/// plays them one by one; it tells when the playback of each begins and ends, and only those who
/// are attached then. So it is the end of the last reply that has words which makes silence.
sealed interface Playback {
    /// What comes next in a row of replies comes at once.
    Duration AT_ONCE = Duration.ofSeconds(1);

    /// Nothing is to be heard.
    record Silent() implements Playback {}

    /// A reply is.
    ///
    /// @param last the last one that has words, as far as it is known
    record Playing(Optional<ReplyId> last) implements Playback {}

    /// One is, and was cut off with all that was to follow: its end is silence.
    record Fading() implements Playback {}

    /// A reply may be: it began before we attached, or has words and is to begin.
    ///
    /// @param last the last one that has words, as far as it is known
    /// @param until then it is over, or will not begin any more
    record Unsure(Optional<ReplyId> last, Instant until) implements Playback {}

    /// Who attaches now does not know what the caller hears.
    static Playback unseen(Instant until) {
        return new Unsure(Optional.empty(), until);
    }

    /// Whether the caller may be hearing the agent.
    default boolean mayBeHeard(Instant now) {
        return switch (this) {
            case Silent() -> false;
            case Playing _, Fading() -> true;
            case Unsure(_, var until) -> now.isBefore(until);
        };
    }

    /// That reply has words, which are heard after all that were made before.
    default Playback words(ReplyId reply, Instant until) {
        return switch (this) {
            case Playing _, Fading() -> new Playing(Optional.of(reply));
            case Silent(), Unsure _ -> new Unsure(Optional.of(reply), until);
        };
    }

    /// The playback of a reply begins: perhaps not yet of the last.
    default Playback started(Optional<ReplyId> reply) {
        return switch (this) {
            case Silent(), Fading() -> new Playing(reply);
            case Playing(var last) -> new Playing(last.or(() -> reply));
            case Unsure(var last, _) -> new Playing(last);
        };
    }

    /// The playback of a reply ends. One that began before we attached need not be the last.
    default Playback stopped(Optional<ReplyId> reply, Instant now, Instant until) {
        return switch (this) {
            case Playing(var last) -> afterOne(reply, last, now, until);
            case Unsure(var last, _) -> afterOne(reply, last, now, until);
            case Silent(), Fading() -> new Silent();
        };
    }

    private static Playback afterOne(
            Optional<ReplyId> reply, Optional<ReplyId> last, Instant now, Instant until) {
        if (reply.isEmpty() || reply.equals(last)) return new Silent();
        return new Unsure(last, last.isPresent() ? until : now.plus(AT_ONCE));
    }

    /// What was made is not played any more.
    default Playback interrupted(Instant now) {
        return switch (this) {
            case Silent(), Fading() -> this;
            case Playing _ -> new Fading();
            case Unsure _ -> new Unsure(Optional.empty(), now.plus(AT_ONCE));
        };
    }
}
