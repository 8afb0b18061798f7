package io.voxmachina.local.check;

import io.voxmachina.local.cli.Release;
import io.voxmachina.local.project.Home;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `vox doctor`.
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description =
                "Checks what is needed on this machine and, with --aws, of a deployed stack, and"
                        + " says what to do. Changes nothing; fails if anything essential is wrong.",
        footer = {
            "",
            "Examples:",
            "  vox doctor",
            "  AWS_PROFILE=phone vox doctor --aws --stack voxmachina"
        })
public final class DoctorCommand implements Callable<Integer> {
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
        return Findings.print(findings, spec.commandLine().getOut());
    }
}
