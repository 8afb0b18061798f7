package io.voxmachina.local.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a program may do and what it is told, both in the words of template.yaml: so
/// `${AWS::StackName}-responder:live` is the same in an environment and in a policy. What
/// infra/monitor.yaml names by its parameters is what template.yaml gives for them.
///
/// @param resources of each action, on what it is allowed
/// @param settings the values of the environment that is the program's own
record Grants(Map<String, Set<String>> resources, Map<String, String> settings) {
    private static final Template MONITOR = Templates.read("infra/monitor.yaml");
    private static final JsonNode NONE = MissingNode.getInstance();

    /// @param program `Webhook`, `Responder`, `Keeper`, `History` or `Monitor`
    static Grants of(String program) {
        var grants = new Grants(new TreeMap<>(), new TreeMap<>());
        if (program.equals("Monitor")) grants.addTask();
        else grants.addFunction(Templates.MAIN.resource(program + "Function"));
        if (program.equals("Responder"))
            grants.addAll(MONITOR.resource("StartMonitors").at("/PolicyDocument/Statement"), NONE);
        return grants;
    }

    /// On what an action is allowed.
    Set<String> on(String action) {
        return resources.getOrDefault(action, Set.of());
    }

    /// The settings whose names end so.
    Set<String> settings(String end) {
        var found = new TreeSet<String>();
        settings.forEach(
                (name, value) -> {
                    if (name.endsWith(end)) found.add(value);
                });
        return found;
    }

    private void addFunction(JsonNode function) {
        for (var policy : function.path("Policies")) addAll(policy.path("Statement"), NONE);
        for (var variable : function.at("/Environment/Variables").properties())
            settings.put(variable.getKey(), text(variable.getValue(), NONE));
    }

    private void addTask() {
        var parameters = Templates.MAIN.resource("Monitor").path("Parameters");
        var policies = MONITOR.resource("TaskRole").path("Policies");
        for (var policy : policies) addAll(policy.at("/PolicyDocument/Statement"), parameters);
        for (var each : MONITOR.resource("Task").at("/ContainerDefinitions/0/Environment"))
            settings.put(each.path("Name").asText(), text(each.path("Value"), parameters));
    }

    private void addAll(JsonNode statements, JsonNode parameters) {
        for (var statement : statements) {
            var allowed = new TreeSet<String>();
            var resource = statement.path("Resource");
            if (!resource.isArray()) allowed.add(text(resource, parameters));
            else resource.forEach(each -> allowed.add(text(each, parameters)));
            for (var action : Templates.texts(statement.path("Action")))
                resources.computeIfAbsent(action, _ -> new TreeSet<>()).addAll(allowed);
        }
    }

    /// A name, an attribute or a text, with parameters replaced by what they are given.
    private static String text(JsonNode value, JsonNode parameters) {
        if (value.has("Ref")) {
            var name = value.path("Ref").asText();
            return parameters.has(name) ? text(parameters.path(name), NONE) : name;
        }
        if (!value.has("Fn::Sub")) return value.path("Fn::GetAtt").asText(value.asText());
        var text = value.path("Fn::Sub").asText();
        for (var each : parameters.properties())
            text = text.replace("${" + each.getKey() + "}", text(each.getValue(), NONE));
        return text;
    }
}
