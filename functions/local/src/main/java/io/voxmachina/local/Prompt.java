package io.voxmachina.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/// Asks the user to type something.
final class Prompt {
    private Prompt() {}

    /// What was typed; empty when nothing can be.
    static String ask(PrintWriter out, String question) {
        out.print(question);
        out.flush();
        var in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        try {
            var line = in.readLine();
            return line == null ? "" : line.strip();
        } catch (IOException e) {
            return "";
        }
    }
}
