package io.voxmachina.local.calls;

import io.voxmachina.local.cli.Paint;
import io.voxmachina.local.cli.Release;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `vox calls transcript`.
@Command(
        name = "transcript",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description = "Prints what was said in a call.",
        footer = {"", "Example:", "  vox calls transcript rtc_… --format json"})
final class CallsTranscriptCommand implements Callable<Integer> {
    enum Format {
        text,
        json
    }

    @Spec private CommandSpec spec;
    @Mixin private CallsPlace place;

    @Parameters(paramLabel = "CALLID", description = "The call's id, as `vox calls list` has it.")
    private String callId;

    @Option(
            names = "--format",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(names = "--json", description = "The same as --format json.")
    private boolean json;

    @Override
    public Integer call() {
        try (var source = place.open()) {
            var out = spec.commandLine().getOut();
            if (json || format == Format.json) {
                out.println(source.transcript(callId).toPrettyString());
            } else {
                source.transcriptText(callId).lines().map(Paint::plain).forEach(out::println);
            }
            out.flush();
        }
        return 0;
    }
}
