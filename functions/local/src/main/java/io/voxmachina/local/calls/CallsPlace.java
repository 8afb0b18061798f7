package io.voxmachina.local.calls;

import io.voxmachina.local.cli.Trouble;
import java.net.URI;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// The options that say where calls are read from.
final class CallsPlace {
    static final String LOCAL = "http://127.0.0.1:8080";

    @ArgGroup private Place place = new Place();

    static final class Place {
        @Option(
                names = "--table",
                paramLabel = "NAME",
                description =
                        "Read a deployed table, with your AWS credentials and region. Its name is"
                                + " the stack's output CallsTable.")
        private String table;

        @Option(
                names = "--url",
                paramLabel = "URL",
                description = "Ask this HTTP API (default: " + LOCAL + ", where `vox local` is).")
        private URI url;
    }

    /// Throws [Trouble] when it cannot be read at all.
    CallsSource open() {
        if (place.table != null) return TableCalls.named(place.table);
        return new HttpCalls(place.url == null ? URI.create(LOCAL) : base(place.url));
    }

    private static URI base(URI url) {
        if (url.getHost() == null) throw new Trouble(url + " is no URL like " + LOCAL + ".");
        return URI.create(url.toString().replaceFirst("/+$", ""));
    }
}
