package io.voxmachina.local.calls;

import io.voxmachina.call.CallId;
import io.voxmachina.call.Erasure.Erased;
import io.voxmachina.call.PhoneNumber;
import io.voxmachina.local.cli.Prompt;
import io.voxmachina.local.cli.Release;
import io.voxmachina.local.cli.Trouble;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `vox calls erase`.
@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description =
                "Erases a caller's calls, or one call, with all that was said, for good. Calls in"
                        + " progress stay, and those that ended less than five minutes ago.",
        footer = {
            "",
            "Examples:",
            "  vox calls erase +447700900123 --table NAME",
            "  vox calls erase --call rtc_… --data .vox/local --yes"
        })
final class CallsEraseCommand implements Callable<Integer> {
    /// More than anyone has; whoever has more asks again.
    private static final int MOST = 10_000;

    @Spec private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Whose whose;

    @ArgGroup(multiplicity = "1")
    private Place place;

    static final class Whose {
        @Parameters(
                paramLabel = "NUMBER",
                arity = "0..1",
                description = "The caller, for example +447700900123.")
        private String caller;

        @Option(names = "--call", paramLabel = "CALLID", description = "One call.")
        private String call;
    }

    static final class Place {
        @Option(
                names = "--table",
                paramLabel = "NAME",
                description =
                        "From a deployed table, with your AWS credentials and region. Its name is"
                                + " the stack's output CallsTable.")
        private String table;

        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "From a running `vox local --data DIR`.")
        private Path data;
    }

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Override
    public Integer call() {
        try (var table = place.data == null ? TableCalls.named(place.table) : running()) {
            var calls = calls(table);
            if (!calls.isEmpty() && !yes) confirm(calls.size());
            return erase(table, calls);
        }
    }

    private TableCalls running() {
        return TableCalls.in(place.data);
    }

    private List<CallId> calls(TableCalls table) {
        if (whose.caller != null) return table.idsOf(caller(whose.caller), MOST);
        return List.of(new CallId(whose.call));
    }

    private PhoneNumber caller(String text) {
        return PhoneNumber.parse(text)
                .orElseThrow(
                        () ->
                                new ParameterException(
                                        spec.commandLine(),
                                        "NUMBER is + and 3 to 15 digits, without spaces."));
    }

    private void confirm(int calls) {
        var out = spec.commandLine().getOut();
        out.println(
                "This erases " + counted(calls, "call") + ", with all that was said, for good.");
        if (Prompt.ask(out, "Type yes to go on: ").equals("yes")) return;
        throw new Trouble("Nothing was erased.");
    }

    /// An index lags, so that the list may have calls that are gone already.
    private int erase(TableCalls table, List<CallId> calls) {
        int erased = 0;
        int items = 0;
        int left = 0;
        for (var call : calls) {
            switch (table.erase(call)) {
                case Erased.All(int all) -> {
                    erased += Math.min(all, 1);
                    items += all;
                }
                case Erased.TooEarly() -> left++;
            }
        }
        if (whose.call != null && items == 0 && left == 0)
            throw new Trouble("Of call " + whose.call + " nothing is in the table.");
        tell(erased, items, left);
        return left == 0 ? 0 : 1;
    }

    private void tell(int erased, int items, int left) {
        var out = spec.commandLine().getOut();
        out.println("Erased " + counted(erased, "call") + " (" + counted(items, "item") + ").");
        if (left > 0) {
            out.println(
                    "Left "
                            + counted(left, "call")
                            + ", in progress or ended less than five minutes ago: run this again"
                            + " later.");
        }
        if (erased > 0 && place.table != null) {
            out.println("Point-in-time recovery keeps what was erased for up to 35 days.");
        }
        out.flush();
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
