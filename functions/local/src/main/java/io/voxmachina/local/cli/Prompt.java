package io.voxmachina.local.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/// Asks the user to type something.
public final class Prompt {
    private Prompt() {}

    /// What was typed; empty when nothing can be.
    public static String ask(PrintWriter out, String question) {
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
