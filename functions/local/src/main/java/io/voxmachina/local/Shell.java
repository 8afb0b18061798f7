package io.voxmachina.local;

import java.util.List;
import java.util.Map;

/// Runs other people's programs.
interface Shell {
    /// What a program answered.
    ///
    /// @param code its exit code; 0 is good
    record Answer(int code, String out, String err) {
        boolean good() {
            return code == 0;
        }
    }

    /// Runs a program before the user's eyes. Throws [Trouble] when it fails.
    default void run(List<String> command) {
        run(command, Map.of());
    }

    /// @param environment in addition to ours
    void run(List<String> command, Map<String, String> environment);

    /// Asks a program, and reads what it prints.
    ///
    /// @param assumed the answer where nothing is run
    Answer ask(List<String> command, String assumed);

    /// Whether there is such a program.
    boolean has(String program);
}
