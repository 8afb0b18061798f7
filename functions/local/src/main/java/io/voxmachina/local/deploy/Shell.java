package io.voxmachina.local.deploy;

import java.util.List;

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

    /// Runs a program before the user's eyes. Throws `Trouble` when it fails.
    void run(List<String> command);

    /// Runs a program that pushes an image. Throws `Trouble` when it fails.
    ///
    /// @param registry its host
    /// @param password the command that prints the password of its user `AWS`
    void push(List<String> command, String registry, List<String> password);

    /// Asks a program, and reads what it prints.
    ///
    /// @param assumed the answer where nothing is run
    Answer ask(List<String> command, String assumed);

    /// Whether there is such a program.
    boolean has(String program);
}
