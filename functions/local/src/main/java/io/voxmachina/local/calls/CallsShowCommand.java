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

/// `vox calls show`.
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description =
                "Shows a call: what was said, which tools ran, who held it, where nobody listened.",
        footer = {"", "Example:", "  vox calls show rtc_… --table NAME"})
final class CallsShowCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private CallsPlace place;

    @Parameters(paramLabel = "CALLID", description = "The call's id, as `vox calls list` has it.")
    private String callId;

    @Option(names = "--full-numbers", description = "Show telephone numbers whole.")
    private boolean fullNumbers;

    @Option(
            names = "--json",
            description = "Print JSON as the HTTP API has it, with whole numbers.")
    private boolean json;

    @Override
    public Integer call() {
        try (var source = place.open()) {
            var call = source.call(callId);
            var out = spec.commandLine().getOut();
            if (json) {
                out.println(call.toPrettyString());
            } else {
                new CallTimeline(out, Paint.auto(), fullNumbers).print(call);
            }
            out.flush();
        }
        return 0;
    }
}
