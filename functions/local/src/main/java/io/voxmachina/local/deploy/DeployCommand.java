package io.voxmachina.local.deploy;

import io.voxmachina.local.cli.Release;
import io.voxmachina.local.cli.Trouble;
import io.voxmachina.local.project.Home;
import io.voxmachina.local.project.SamCli;
import io.voxmachina.local.project.SampleAgent;
import io.voxmachina.local.project.Template;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `vox deploy`.
@Command(
        name = "deploy",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description =
                "Brings the system to your AWS account, or brings it up to date: the image's"
                        + " registry, the image, the stack. May be stopped and run again at any"
                        + " point. Calls in progress go on.",
        footer = {
            "",
            "Examples:",
            "  vox deploy",
            "  vox deploy --dry-run",
            "  vox deploy --without-image --parameter AlarmEmail=me@example.com"
        })
public final class DeployCommand implements Callable<Integer> {
    private static final List<String> OURS = List.of("MonitorImage");
    private static final String ARCHITECTURE = "Architecture";
    private static final String ARM = "arm64"; // as in template.yaml

    @Spec private CommandSpec spec;
    @Mixin private DeployPlace place;

    @Option(
            names = "--without-image",
            description = "No task per call: responders relay calls among themselves.")
    private boolean withoutImage;

    @Option(
            names = "--rebuild",
            description =
                    "Make the image anew, though its content is in the registry: on what its base"
                            + " is today, with its security patches.")
    private boolean rebuild;

    @Option(
            names = "--parameter",
            paramLabel = "NAME=VALUE",
            description =
                    "A parameter of template.yaml; may be repeated. Those of a stack that is there"
                            + " keep their values.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Override
    public Integer call() {
        check();
        var out = spec.commandLine().getOut();
        var environment = new HashMap<>(System.getenv());
        environment.put("JAVA_HOME", System.getProperty("java.home")); // the JDK 25 that runs this
        environment.put("SAM_CLI_TELEMETRY", "0");
        var shell = place.shell(out, environment);
        tools(shell);
        var aws = place.aws(shell, environment);
        out.println("Account " + aws.account() + ", region " + aws.region());
        deploy(shell, aws);
        out.flush();
        return 0;
    }

    private void deploy(Shell shell, AwsCli aws) {
        var monitor = new MonitorBuild(Home.folder(), architecture(aws));
        var deploy =
                new Deploy(place, parameters, monitor, shell, aws, spec.commandLine().getOut());
        if (withoutImage) deploy.withoutImage();
        else if (rebuild) deploy.withNewImage(LocalDate.now(ZoneOffset.UTC));
        else deploy.withImage();
    }

    /// Image and functions must be for the same processor, and a stack keeps what it was given.
    private String architecture(AwsCli aws) {
        var given = Optional.ofNullable(parameters.get(ARCHITECTURE));
        return given.or(() -> aws.parameter(place.stack(), ARCHITECTURE, ARM)).orElse(ARM);
    }

    private void check() {
        place.stack();
        SampleAgent.fault()
                .ifPresent(
                        it -> {
                            throw new Trouble(it);
                        });
        if (withoutImage && rebuild) throw wrong("--without-image leaves no image to --rebuild");
        var known =
                Template.names(
                        Template.read(Home.folder(), "template.yaml").root().path("Parameters"));
        for (var name : parameters.keySet()) {
            if (OURS.contains(name)) throw wrong(name + " is vox deploy's own to set.");
            if (!known.contains(name))
                throw wrong("template.yaml has no parameter " + name + ", but " + known + ".");
        }
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    private void tools(Shell shell) {
        need(shell, "aws", "the AWS CLI (aws.amazon.com/cli)");
        need(shell, "sam", "the SAM CLI (pip install aws-sam-cli, or brew install aws-sam-cli)");
        if (!withoutImage) need(shell, "mvn", "Maven (apt, brew, sdk), or deploy --without-image");
        var sam = shell.ask(List.of("sam", "--version"), "").out();
        SamCli.tooOld(sam)
                .ifPresent(
                        it -> {
                            throw new Trouble(it);
                        });
    }

    static void need(Shell shell, String program, String what) {
        if (shell.has(program)) return;
        throw new Trouble("There is no " + program + " on the PATH: install " + what + ".");
    }
}
