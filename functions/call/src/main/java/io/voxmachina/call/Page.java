package io.voxmachina.call;

import java.util.List;
import java.util.Optional;

/// A part of a list.
///
/// @param entries at most as many as were asked for
/// @param next opaque; where to go on, when there may be more
/// @param unreadable calls that belong here and that this release cannot read
public record Page<T>(List<T> entries, Optional<String> next, List<CallId> unreadable) {
    /// One that could be read whole.
    public Page(List<T> entries, Optional<String> next) {
        this(entries, next, List.of());
    }
}
