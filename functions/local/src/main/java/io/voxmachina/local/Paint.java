package io.voxmachina.local;

import picocli.CommandLine.Help.Ansi;

/// Colours, where they can be seen: on a terminal, and only without `NO_COLOR`.
///
/// @param on whether there are any
record Paint(boolean on) {
    /// As the terminal and the environment have it.
    static Paint auto() {
        return new Paint(Ansi.AUTO.enabled());
    }

    String bold(String text) {
        return painted("1", text);
    }

    String faint(String text) {
        return painted("2", text);
    }

    String red(String text) {
        return painted("31", text);
    }

    String green(String text) {
        return painted("32", text);
    }

    String yellow(String text) {
        return painted("33", text);
    }

    /// What was said or written elsewhere, without anything that a terminal would obey.
    static String plain(String text) {
        return text.replaceAll("\u001b\\[[0-9;]*m", "").replaceAll("\\p{Cntrl}", " ").strip();
    }

    private String painted(String code, String text) {
        return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
