package io.voxmachina.call.state;

import io.voxmachina.call.ItemId;
import io.voxmachina.call.ReplyId;
import io.voxmachina.call.Speaker;
import io.voxmachina.call.Turn;
import io.voxmachina.call.TurnState;
import java.time.Instant;
import java.util.Optional;

/// A turn that is not finished.
///
/// @param fromStart whether we saw it begin; a later text alone would be a fragment
/// @param dirty whether its text is newer than what was stored
record OpenTurn(
        ItemId item,
        Speaker speaker,
        String text,
        Instant startedAt,
        Optional<ItemId> previous,
        Optional<ReplyId> reply,
        boolean fromStart,
        boolean dirty) {
    static OpenTurn begun(ItemId item, Speaker speaker, Instant at, boolean fromStart) {
        return new OpenTurn(
                item, speaker, "", at, Optional.empty(), Optional.empty(), fromStart, false);
    }

    OpenTurn after(Optional<ItemId> item) {
        return new OpenTurn(
                this.item,
                speaker,
                text,
                startedAt,
                previous.or(() -> item),
                reply,
                fromStart,
                dirty);
    }

    OpenTurn heard(String delta, Optional<ReplyId> in) {
        return saying(text + delta, in);
    }

    OpenTurn saying(String whole, Optional<ReplyId> in) {
        return new OpenTurn(
                item, speaker, whole, startedAt, previous, reply.or(() -> in), fromStart, true);
    }

    OpenTurn stored() {
        return new OpenTurn(item, speaker, text, startedAt, previous, reply, fromStart, false);
    }

    Turn as(TurnState state) {
        return new Turn(item, speaker, text, state, startedAt, previous);
    }
}
