package io.voxmachina.local.deploy;

import java.io.PrintWriter;
import java.util.List;
import java.util.regex.Pattern;

/// Prints commands instead of running them, as one could type them.
///
/// @param out where to
record DryShell(PrintWriter out) implements Shell {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");

    @Override
    public void run(List<String> command) {
        out.println(typed(command));
    }

    /// The password goes to jib in a file ([RegistryLogin]): no Docker is needed.
    @Override
    public void push(List<String> command, String registry, List<String> password) {
        out.println(typed(password) + "    # into a file that only jib is told of");
        out.println(typed(command));
    }

    @Override
    public Answer ask(List<String> command, String assumed) {
        out.println(typed(command) + (assumed.isEmpty() ? "" : "    # say: " + assumed));
        return new Answer(0, assumed, "");
    }

    @Override
    public boolean has(String program) {
        return true;
    }

    private static String typed(List<String> command) {
        return String.join(" ", command.stream().map(DryShell::quoted).toList());
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
