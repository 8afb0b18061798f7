package io.voxmachina.local.project;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// This project's templates, as tests look at them.
public final class Templates {
    public static final Path PROJECT = project();
    public static final Template MAIN = read("template.yaml");

    private Templates() {}

    /// @param whole with its type and attributes
    record Resource(String id, JsonNode whole) {
        /// A property, by its JSON pointer.
        JsonNode at(String path) {
            return whole.path("Properties").at(path);
        }
    }

    static List<Template> all() {
        try (var nested = Files.list(PROJECT.resolve("infra"))) {
            var names = nested.map(file -> "infra/" + file.getFileName()).sorted();
            return Stream.concat(Stream.of("template.yaml"), names).map(Templates::read).toList();
        } catch (IOException e) {
            throw new IllegalStateException("no folder infra", e);
        }
    }

    static Template read(String name) {
        return Template.read(PROJECT, name);
    }

    static List<Resource> resources(Template template, String type) {
        var found = template.resources(type).entrySet().stream();
        return found.map(each -> new Resource(each.getKey(), each.getValue())).toList();
    }

    /// The statements of all policies, wherever they stand.
    static List<JsonNode> statements(Template template) {
        var found = new ArrayList<JsonNode>();
        for (var list : template.root().findValues("Statement")) list.forEach(found::add);
        return found;
    }

    static List<String> texts(JsonNode oneOrMany) {
        if (!oneOrMany.isArray()) return List.of(oneOrMany.asText());
        var texts = new ArrayList<String>();
        oneOrMany.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static Path project() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("template.yaml"))) folder = folder.getParent();
        return folder;
    }
}
