package io.voxmachina.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.voxmachina.call.Ids;
import java.util.Optional;

/// Reads agent documents. OpenAI answers 200 to a wrong accept body and then drops the call, so
/// whatever is wrong must be found here.
final class AgentJson {
    private static final int LONGEST_DOCUMENT = 100_000;
    private static final int MARK = 8;

    private AgentJson() {}

    /// The JSON Schema (2020-12) of agent documents.
    static String schema() {
        return Resource.text("agent.schema.json");
    }

    /// Reads a document and finds all its faults at once.
    static AgentReading read(String json) {
        return read(json, new Faults(true));
    }

    /// Reads a document that another release may have published: fields and tools that this one
    /// does not know are left out.
    static AgentReading readStored(String json) {
        return read(json, new Faults(false));
    }

    private static AgentReading read(String json, Faults faults) {
        var mark = Ids.hash(json).substring(0, MARK);
        var agent = parse(json, faults).flatMap(node -> AgentReader.agent(node, mark));
        if (agent.isPresent() && faults.none()) return new AgentReading.Valid(agent.get());
        return new AgentReading.Faulty(faults.sentences());
    }

    private static Optional<Node> parse(String json, Faults faults) {
        if (json.length() > LONGEST_DOCUMENT) {
            faults.add("$", "has more than " + LONGEST_DOCUMENT + " characters");
            return Optional.empty();
        }
        try {
            return Optional.of(new Node("$", Json.parse(json), faults));
        } catch (JsonProcessingException e) {
            faults.add("$", "is not JSON" + place(e));
            return Optional.empty();
        }
    }

    private static String place(JsonProcessingException e) {
        var at = e.getLocation();
        if (at == null) return "";
        return " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }
}
