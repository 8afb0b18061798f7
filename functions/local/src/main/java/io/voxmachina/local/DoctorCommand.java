package io.voxmachina.local;

import io.voxmachina.local.Finding.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `vox doctor`.
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        versionProvider = Vox.Release.class,
        description =
                "Checks what is needed on this machine and, with --aws, of a deployed stack, and"
                        + " says what to do. Changes nothing; fails if anything essential is wrong.",
        footer = {
            "",
            "Examples:",
            "  vox doctor",
            "  AWS_PROFILE=phone vox doctor --aws --stack voxmachina"
        })
final class DoctorCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(names = "--aws", description = "Check the deployed stack, too.")
    private boolean aws;

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            defaultValue = "voxmachina",
            description = "Its name (default: ${DEFAULT-VALUE}).")
    private String stack;

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "The port for `vox local` (default: ${DEFAULT-VALUE}).")
    private int port;

    @Override
    public Integer call() {
        var home = Home.folder();
        var findings = new ArrayList<Finding>();
        findings.addAll(new MachineCheck(home, port).findings());
        findings.addAll(new OpenAiCheck(System.getenv()).findings());
        if (aws) findings.addAll(AwsCheck.findings(stack));
        print(findings);
        return findings.stream().anyMatch(it -> it.level() == Level.WRONG) ? 1 : 0;
    }

    private void print(List<Finding> findings) {
        var out = spec.commandLine().getOut();
        var paint = Paint.auto();
        for (var finding : findings) {
            var what = String.format(Locale.ROOT, "%-32s", finding.what());
            out.println(mark(finding.level(), paint) + what + finding.sentence());
        }
        long wrong = findings.stream().filter(it -> it.level() == Level.WRONG).count();
        out.println();
        out.println(wrong == 0 ? "Nothing essential is wrong." : "To be put right: " + wrong + ".");
        out.flush();
    }

    private static String mark(Level level, Paint paint) {
        return switch (level) {
            case GOOD -> paint.green("ok     ");
            case ADVICE -> paint.yellow("note   ");
            case WRONG -> paint.red("WRONG  ");
        };
    }
}
