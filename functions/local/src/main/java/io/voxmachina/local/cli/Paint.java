package io.voxmachina.local.cli;

import picocli.CommandLine.Help.Ansi;

/// Colours, where they can be seen: on a terminal, and only without `NO_COLOR`.
///
/// @param on whether there are any
public record Paint(boolean on) {
    /// As the terminal and the environment have it.
    public static Paint auto() {
        return new Paint(Ansi.AUTO.enabled());
    }

    /// For titles.
    public String bold(String text) {
        return painted("1", text);
    }

    /// For what matters less.
    public String faint(String text) {
        return painted("2", text);
    }

    /// For what is wrong.
    public String red(String text) {
        return painted("31", text);
    }

    /// For what is good, or under way.
    public String green(String text) {
        return painted("32", text);
    }

    /// For what is worth a look.
    public String yellow(String text) {
        return painted("33", text);
    }

    /// What was said or written elsewhere, without anything that a terminal would obey.
    public static String plain(String text) {
        return text.replaceAll("\u001b\\[[0-9;]*m", "").replaceAll("\\p{Cntrl}", " ").strip();
    }

    private String painted(String code, String text) {
        return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
