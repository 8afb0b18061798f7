package io.voxmachina.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// A CloudFormation template as JSON: `!Ref X` reads as `{"Ref": "X"}`, `!If […]` as `{"Fn::If":
/// […]}`.
record Template(String name, JsonNode root) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    static final Path PROJECT = project();

    record Resource(String id, JsonNode whole) {
        JsonNode at(String path) {
            return whole.path("Properties").at(path);
        }
    }

    static Template main() {
        return read("template.yaml");
    }

    static List<Template> all() {
        try (var nested = Files.list(PROJECT.resolve("infra"))) {
            var names = nested.map(file -> "infra/" + file.getFileName()).sorted();
            return Stream.concat(Stream.of("template.yaml"), names).map(Template::read).toList();
        } catch (IOException e) {
            throw new IllegalStateException("no folder infra", e);
        }
    }

    static Template read(String name) {
        return read(PROJECT, name);
    }

    static Template read(Path project, String name) {
        try {
            var text = Files.readString(project.resolve(name));
            if (name.endsWith(".json"))
                return new Template(name, new ObjectMapper().readTree(text));
            return new Template(name, json(new Yaml().compose(new StringReader(text))));
        } catch (IOException e) {
            throw new IllegalStateException("no template " + name, e);
        }
    }

    /// The properties of one resource.
    JsonNode resource(String id) {
        return root.path("Resources").path(id).path("Properties");
    }

    /// The resources of a type, by their logical ids.
    List<Resource> resources(String type) {
        var found = new ArrayList<Resource>();
        for (var each : root.path("Resources").properties()) {
            var resource = new Resource(each.getKey(), each.getValue());
            if (resource.whole().path("Type").asText().equals(type)) found.add(resource);
        }
        return found;
    }

    /// The statements of all policies, wherever they stand.
    List<JsonNode> statements() {
        var found = new ArrayList<JsonNode>();
        for (var list : root.findValues("Statement")) list.forEach(found::add);
        return found;
    }

    static List<String> texts(JsonNode oneOrMany) {
        if (!oneOrMany.isArray()) return List.of(oneOrMany.asText());
        var texts = new ArrayList<String>();
        oneOrMany.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    static TreeSet<String> names(JsonNode object) {
        var names = new TreeSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Path project() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("template.yaml"))) folder = folder.getParent();
        return folder;
    }

    private static JsonNode json(Node node) {
        var tag = node.getTag().getValue();
        if (!tag.startsWith("!")) return plain(node);
        var function = tag.equals("!Ref") ? "Ref" : "Fn::" + tag.substring(1);
        return JSON.objectNode().set(function, plain(node));
    }

    private static JsonNode plain(Node node) {
        return switch (node) {
            case MappingNode mapping -> {
                var object = JSON.objectNode();
                for (var entry : mapping.getValue()) {
                    object.set(
                            ((ScalarNode) entry.getKeyNode()).getValue(),
                            json(entry.getValueNode()));
                }
                yield object;
            }
            case SequenceNode sequence -> {
                var array = JSON.arrayNode();
                for (var each : sequence.getValue()) array.add(json(each));
                yield array;
            }
            case ScalarNode scalar -> JSON.textNode(scalar.getValue());
            default -> throw new IllegalArgumentException("an alias: CloudFormation knows none");
        };
    }
}
