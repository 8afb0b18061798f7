package io.voxmachina.call;

import java.util.Locale;

/// One running controller of one call. No two processes ever share one, so a lease names exactly
/// one holder.
///
/// @param role which program it is
/// @param name unique, letters, digits, `.`, `_` or `-`
public record ControllerId(Role role, String name) {
    /// Throws [IllegalArgumentException] when the name is not plain.
    public ControllerId {
        Ids.plain("controller name", name);
    }

    /// Reads back what [#toString] wrote.
    public static ControllerId parse(String text) {
        var slash = text.indexOf('/');
        if (slash < 0) throw new IllegalArgumentException("Not a controller id");
        return new ControllerId(
                Role.valueOf(text.substring(0, slash).toUpperCase(Locale.ROOT)),
                text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return role.word() + "/" + name;
    }
}
