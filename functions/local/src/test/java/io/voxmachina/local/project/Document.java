package io.voxmachina.local.project;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A page of this project, as tests look at it.
record Document(String name, List<String> lines) {
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Pattern PLACE = Pattern.compile("]\\(([^)#:]*)#([^)]*)\\)");

    /// A heading in a page, as a link names it.
    record Place(Path page, String heading) {}

    static Document read(String name) {
        try {
            return new Document(name, Files.readAllLines(Templates.PROJECT.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The README, the page on security and all pages below `docs`.
    static List<Document> all() throws IOException {
        try (var files = Files.walk(Templates.PROJECT.resolve("docs"))) {
            var pages =
                    files.filter(file -> file.toString().endsWith(".md"))
                            .map(file -> Templates.PROJECT.relativize(file).toString())
                            .sorted();
            return Stream.concat(Stream.of("README.md", "SECURITY.md"), pages)
                    .map(Document::read)
                    .toList();
        }
    }

    /// The rows of the table under these headings of columns, each as its cells.
    List<List<String>> table(String... columns) {
        var head = "| " + String.join(" | ", columns) + " |";
        var start = lines.indexOf(head);
        if (start < 0) throw new AssertionError(name + " has no table " + head);
        return lines.stream()
                .skip(start + 2)
                .takeWhile(line -> line.startsWith("|"))
                .map(Document::cells)
                .toList();
    }

    private static List<String> cells(String line) {
        var inner = line.substring(1, line.length() - 1);
        return Arrays.stream(inner.split("\\|", -1))
                .map(cell -> cell.strip().replaceAll("^`([^`]*)`$", "$1"))
                .toList();
    }

    /// The headings that it links to, in itself as well.
    List<Place> places() {
        var file = Templates.PROJECT.resolve(name);
        return PLACE.matcher(String.join("\n", lines))
                .results()
                .map(it -> new Place(file.resolveSibling(page(it.group(1), file)), it.group(2)))
                .toList();
    }

    private static String page(String named, Path otherwise) {
        return named.isEmpty() ? otherwise.getFileName().toString() : named;
    }

    /// Its headings, as links name them.
    Set<String> headings() {
        return lines.stream()
                .filter(line -> line.matches("#+ .*"))
                .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
                .map(line -> line.replaceAll("[^a-z0-9_ -]", "").replace(' ', '-'))
                .collect(toSet());
    }

    /// The first snippet in that language.
    String snippet(String language) {
        return lines.stream()
                .dropWhile(line -> !line.equals("```" + language))
                .skip(1)
                .takeWhile(line -> !line.equals("```"))
                .collect(joining("\n"));
    }

    /// The files that it links to.
    List<Path> links() {
        var folder = Templates.PROJECT.resolve(name).getParent();
        return LINK.matcher(String.join("\n", lines))
                .results()
                .map(link -> folder.resolve(link.group(1)))
                .toList();
    }
}
