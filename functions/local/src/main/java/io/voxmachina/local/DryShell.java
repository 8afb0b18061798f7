package io.voxmachina.local;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Prints commands instead of running them, as one could type them.
///
/// @param out where to
record DryShell(PrintWriter out) implements Shell {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");

    @Override
    public void run(List<String> command, Map<String, String> environment) {
        var names = new StringBuilder();
        environment.forEach((name, value) -> names.append(name + "=" + quoted(value) + " "));
        out.println(names + typed(command));
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
