package io.voxmachina.local.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A page of this project, as tests look at it.
record Document(String name, List<String> lines) {
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");

    static Document read(String name) {
        try {
            return new Document(name, Files.readAllLines(Templates.PROJECT.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The README and all pages below `docs`.
    static List<Document> all() throws IOException {
        try (var files = Files.walk(Templates.PROJECT.resolve("docs"))) {
            var pages =
                    files.filter(file -> file.toString().endsWith(".md"))
                            .map(file -> Templates.PROJECT.relativize(file).toString())
                            .sorted();
            return Stream.concat(Stream.of("README.md"), pages).map(Document::read).toList();
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

    /// The files that it links to.
    List<Path> links() {
        var folder = Templates.PROJECT.resolve(name).getParent();
        return LINK.matcher(String.join("\n", lines))
                .results()
                .map(link -> folder.resolve(link.group(1)))
                .toList();
    }
}
