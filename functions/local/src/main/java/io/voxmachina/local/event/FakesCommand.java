package io.voxmachina.local.event;

import io.voxmachina.fakes.http.PortTaken;
import io.voxmachina.local.cli.Release;
import io.voxmachina.local.cli.Trouble;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `vox fakes`: what `sam local` needs on the host.
@Command(
        name = "fakes",
        mixinStandardHelpOptions = true,
        versionProvider = Release.class,
        description =
                "Keeps up what a function finds around it when `sam local` invokes it with"
                        + " events/local.json: the calls table, a Lambda that only writes down who"
                        + " is woken, and an OpenAI where every call rings. On standard input,"
                        + " `effects` asks what has happened, and `renew` makes all new.",
        footer = {"", "Example, for Docker on Linux:", "  vox fakes --bind 172.17.0.1"})
public final class FakesCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description =
                    "Listen on this private address, too, such as Docker's bridge, so that"
                            + " containers reach the fakes.")
    private InetAddress bind;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var relays = new ArrayList<Relay>();
        try (var world = SampleWorld.onItsPorts()) {
            if (bind != null && !bind.isLoopbackAddress()) {
                for (int port : SampleWorld.PORTS) relays.add(Relay.from(bind, port));
            }
            say("ready: DynamoDB, Lambda, OpenAI on " + world.uris());
            obey(world);
            new CountDownLatch(1).await(); // until it is stopped
        } catch (PortTaken | IOException e) {
            throw new Trouble(e.getMessage() + ": are these fakes running already?");
        } finally {
            close(relays);
        }
        return 0;
    }

    private void obey(SampleWorld world) throws IOException, InterruptedException {
        var in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            switch (line.strip()) {
                case "effects" -> say(world.effects().toString());
                case "renew" -> {
                    world.renew();
                    say("ready");
                }
                default -> say("effects or renew?");
            }
        }
    }

    private static void close(List<Relay> relays) throws IOException {
        for (var relay : relays) relay.close();
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
