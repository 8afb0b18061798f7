package io.voxmachina.local.check;

import io.voxmachina.local.check.Finding.Level;
import io.voxmachina.local.cli.Paint;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/// Findings on the terminal.
final class Findings {
    private Findings() {}

    /// Prints them, and returns the exit code: 1 if anything is wrong.
    static int print(List<Finding> findings, PrintWriter out) {
        var paint = Paint.auto();
        for (var finding : findings) {
            var what = String.format(Locale.ROOT, "%-32s", finding.what());
            out.println(mark(finding.level(), paint) + what + finding.sentence());
        }
        long wrong = findings.stream().filter(it -> it.level() == Level.WRONG).count();
        out.println();
        out.println(wrong == 0 ? "Nothing essential is wrong." : "To be put right: " + wrong + ".");
        out.flush();
        return wrong == 0 ? 0 : 1;
    }

    private static String mark(Level level, Paint paint) {
        return switch (level) {
            case GOOD -> paint.green("ok     ");
            case ADVICE -> paint.yellow("note   ");
            case WRONG -> paint.red("WRONG  ");
        };
    }
}
