package io.voxmachina.aws;

import java.io.PrintStream;

/// Lines that stay whole, however many threads write them.
final class Lines {
    private Lines() {}

    static void print(PrintStream out, String line) {
        out.print(line + "\n");
        out.flush();
    }
}
