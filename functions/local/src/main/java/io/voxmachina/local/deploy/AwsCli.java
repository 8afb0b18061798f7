package io.voxmachina.local.deploy;

import io.voxmachina.local.cli.Paint;
import io.voxmachina.local.cli.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// AWS's own command line, asked about one region with one profile.
///
/// @param profile empty: whatever credentials it finds
record AwsCli(Shell shell, String region, Optional<String> profile) {
    /// The profile's region, or [Trouble].
    ///
    /// @param remedy what to do when there is none
    static String regionOfProfile(Shell shell, Optional<String> profile, String remedy) {
        var asked = new ArrayList<>(List.of("aws", "configure", "get", "region"));
        profile.ifPresent(it -> asked.addAll(List.of("--profile", it)));
        var answer = shell.ask(asked, "eu-west-1");
        if (answer.good() && !answer.out().isEmpty()) return answer.out();
        var said = answer.err().isEmpty() ? "" : " AWS said: " + said(answer);
        throw new Trouble("Which region? " + remedy + said);
    }

    /// Whose account it is. Throws [Trouble] when the credentials do not count.
    String account() {
        var asked = command("sts", "get-caller-identity", "--query", "Account", "--output", "text");
        var answer = shell.ask(asked, "123456789012");
        if (answer.good()) return answer.out();
        throw new Trouble(
                "AWS does not know you: sign in (aws configure, or aws sso login), or name a profile"
                        + " with --profile. AWS said: "
                        + said(answer));
    }

    /// Empty when there is no such stack.
    Optional<String> stackStatus(String stack) {
        return ofStack(stack, "Stacks[0].StackStatus", "CREATE_COMPLETE");
    }

    /// One output of a stack; empty when there is no such stack or output.
    Optional<String> output(String stack, String key, String assumed) {
        var query = "Stacks[0].Outputs[?OutputKey=='" + key + "'].OutputValue";
        return ofStack(stack, query, assumed).filter(it -> !it.isEmpty() && !it.equals("None"));
    }

    /// A parameter that a stack was deployed with; empty when there is no such stack.
    Optional<String> parameter(String stack, String key, String assumed) {
        var query = "Stacks[0].Parameters[?ParameterKey=='" + key + "'].ParameterValue";
        return ofStack(stack, query, assumed).filter(it -> !it.isEmpty() && !it.equals("None"));
    }

    private Optional<String> ofStack(String stack, String query, String assumed) {
        var asked =
                command(
                        "cloudformation",
                        "describe-stacks",
                        "--stack-name",
                        stack,
                        "--query",
                        query,
                        "--output",
                        "text");
        return found(asked, assumed, "does not exist");
    }

    /// The digest of the newest image whose tag begins so; empty when there is none.
    Optional<String> imageDigest(String repository, String tag, String assumed) {
        var query =
                "sort_by(imageDetails[?imageTags[?starts_with(@, '"
                        + tag
                        + "')]], &to_string(imagePushedAt))[-1].imageDigest";
        var asked =
                command(
                        "ecr",
                        "describe-images",
                        "--repository-name",
                        repository,
                        "--filter",
                        "tagStatus=TAGGED",
                        "--query",
                        query,
                        "--output",
                        "text");
        return Optional.of(must(asked, assumed)).filter(it -> !it.isEmpty() && !it.equals("None"));
    }

    /// Runs a program that pushes an image to a registry of this account.
    void push(List<String> program, String registry) {
        shell.push(program, registry, command("ecr", "get-login-password"));
    }

    /// The tables whose names begin so.
    List<String> tables(String prefix, String assumed) {
        var query = "TableNames[?starts_with(@, '" + prefix + "')]";
        var names =
                must(
                        command("dynamodb", "list-tables", "--query", query, "--output", "text"),
                        assumed);
        return names.isEmpty() ? List.of() : List.of(names.split("\\s+"));
    }

    /// Runs a command before the user's eyes.
    void run(String... words) {
        shell.run(command(words));
    }

    private String must(List<String> asked, String assumed) {
        var answer = shell.ask(asked, assumed);
        if (answer.good()) return answer.out();
        throw refused(asked, answer);
    }

    private Optional<String> found(List<String> asked, String assumed, String absent) {
        var answer = shell.ask(asked, assumed);
        if (answer.good()) return Optional.of(answer.out());
        if (answer.err().contains(absent)) return Optional.empty();
        throw refused(asked, answer);
    }

    static Trouble refused(List<String> asked, Shell.Answer answer) {
        return new Trouble(
                "`aws " + asked.get(1) + " " + asked.get(2) + "` failed: " + said(answer));
    }

    private static String said(Shell.Answer answer) {
        return answer.err()
                .lines()
                .map(Paint::plain)
                .filter(it -> !it.isEmpty())
                .findFirst()
                .orElse("exit code " + answer.code() + ".");
    }

    private List<String> command(String... words) {
        var command = new ArrayList<>(List.of("aws"));
        command.addAll(List.of(words));
        command.addAll(List.of("--region", region));
        profile.ifPresent(name -> command.addAll(List.of("--profile", name)));
        return command;
    }
}
