package io.voxmachina.local.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.voxmachina.call.CallId;
import io.voxmachina.call.PhoneNumber;
import io.voxmachina.local.cli.Release;
import io.voxmachina.local.event.SampleEvents.Sample;
import io.voxmachina.local.project.Home;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `vox event`: a sample event as if it came now.
@Command(
        name = "event",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description =
                "Prints an event for one of the functions as if it came now, freshly signed and"
                        + " ready for `sam local invoke`. Without NAME: which events there are.",
        footer = {
            "",
            "Examples:",
            "  vox event incoming-call | sam local invoke WebhookFunction -e -",
            "  vox event responder-wake --call-id rtc_… | sam local invoke ResponderFunction -e -"
        })
public final class EventCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "The file events/NAME.json is what it is made from.")
    private String name;

    @Option(
            names = "--call-id",
            paramLabel = "ID",
            description = "The call it is about (default: a new one where a call begins).")
    private String callId;

    @Option(
            names = "--from",
            paramLabel = "NUMBER",
            defaultValue = "+" + FreshEvent.FROM,
            description = "The caller's number (default: ${DEFAULT-VALUE}).")
    private String from;

    @Option(
            names = "--to",
            paramLabel = "NUMBER",
            defaultValue = "+" + FreshEvent.TO,
            description = "The number dialled (default: ${DEFAULT-VALUE}).")
    private String to;

    @Option(
            names = "--secret",
            paramLabel = "SECRET",
            description =
                    "What it is signed with (default: OPENAI_WEBHOOK_SECRET, else the public test"
                            + " secret that events/local.json has, too).")
    private String secret;

    @Option(names = "--at", paramLabel = "TIME", hidden = true, description = "Another now.")
    private Instant at;

    @Override
    public Integer call() {
        var samples = new SampleEvents(Home.folder().resolve("events"));
        if (name == null) {
            list(samples);
        } else {
            var sample = samples.find(name).orElseThrow(() -> unknown(samples));
            spec.commandLine().getOut().println(fresh(sample).toPrettyString());
        }
        spec.commandLine().getOut().flush();
        return 0;
    }

    private void list(SampleEvents samples) {
        for (var each : samples.names()) {
            var about = samples.find(each).orElseThrow().about();
            spec.commandLine().getOut().printf("%-26s%s%n", each, about);
        }
    }

    private ParameterException unknown(SampleEvents samples) {
        return wrong("There is no event " + name + ". There are: " + samples.names());
    }

    private ObjectNode fresh(Sample sample) {
        var key =
                Optional.ofNullable(secret)
                        .or(() -> Optional.ofNullable(System.getenv("OPENAI_WEBHOOK_SECRET")))
                        .filter(it -> !it.isBlank())
                        .orElse(FreshEvent.PUBLIC_SECRET);
        var now = at == null ? Instant.now() : at;
        try {
            return new FreshEvent(now, callId(sample), digits(from), digits(to), key)
                    .of(sample.event());
        } catch (IllegalArgumentException _) {
            throw wrong("The secret must be whsec_ followed by Base64.");
        }
    }

    /// A sample that comes after another is about that one's call.
    private String callId(Sample sample) {
        if (callId != null) return checked(callId);
        var begins = sample.function().equals("WebhookFunction") && sample.after().isEmpty();
        if (!begins) return null;
        return FreshEvent.newId(sample.name().startsWith("live") ? "live" : "rtc");
    }

    private String checked(String id) {
        try {
            return new CallId(id).value();
        } catch (IllegalArgumentException e) {
            throw wrong("--call-id: " + e.getMessage() + ".");
        }
    }

    private String digits(String number) {
        return PhoneNumber.parse(number)
                .orElseThrow(() -> wrong("A number is + and 3 to 15 digits, without spaces."))
                .e164()
                .substring(1);
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
