package io.voxmachina.dynamo;

import java.util.Optional;

/// What came of a [Change].
sealed interface Outcome {
    /// It was written.
    ///
    /// @param item the item as it is now
    record Written(Item item) implements Outcome {}

    /// The condition did not hold, or does not hold any more because an earlier sending of the same
    /// change was written.
    ///
    /// @param item the item as it stands, if there is one
    record Refused(Optional<Item> item) implements Outcome {}

    default boolean written() {
        return this instanceof Written;
    }

    /// Whether it was written by this sending or by an earlier one of the same change.
    ///
    /// @param mark the attribute for the mark that the change leaves
    default boolean written(String mark, String value) {
        return switch (this) {
            case Written _ -> true;
            case Refused(var item) ->
                    item.flatMap(it -> it.find(mark)).filter(value::equals).isPresent();
        };
    }

    /// The item as it stands now, if there is one.
    default Optional<Item> now() {
        return switch (this) {
            case Written(var item) -> Optional.of(item);
            case Refused(var item) -> item;
        };
    }
}
