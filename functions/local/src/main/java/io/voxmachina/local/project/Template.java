package io.voxmachina.local.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/// A CloudFormation template as JSON: `!Ref X` reads as `{"Ref": "X"}`, `!If […]` as `{"Fn::If":
/// […]}`.
public record Template(String name, JsonNode root) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /// Reads a file in YAML or, if it is called so, JSON.
    public static Template read(Path project, String name) {
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

    /// The resources of a type, whole, by their logical ids.
    Map<String, JsonNode> resources(String type) {
        var found = new TreeMap<String, JsonNode>();
        for (var each : root.path("Resources").properties()) {
            var isOfType = each.getValue().path("Type").asText().equals(type);
            if (isOfType) found.put(each.getKey(), each.getValue());
        }
        return found;
    }

    /// The names in an object, in alphabetical order.
    public static TreeSet<String> names(JsonNode object) {
        var names = new TreeSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
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
