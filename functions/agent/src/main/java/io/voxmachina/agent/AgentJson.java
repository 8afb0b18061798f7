package io.voxmachina.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.voxmachina.call.Agent;
import io.voxmachina.call.AgentDocument;
import io.voxmachina.call.Ids;
import java.util.Optional;

/// Reads agent documents. OpenAI answers 200 to a wrong accept body and then drops the call, so
/// whatever is wrong must be found here.
public final class AgentJson {
    private static final int LONGEST_DOCUMENT = 100_000;
    private static final int MARK = 8;

    private AgentJson() {}

    /// The JSON Schema (2020-12) of agent documents.
    public static String schema() {
        return Resource.text("agent.schema.json");
    }

    /// Reads a document and finds all its faults at once.
    public static AgentReading read(String json) {
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

    /// The agent of a document that was checked before it was published. Throws
    /// [IllegalArgumentException] when the document is faulty or tells another name or version.
    public static Agent agent(AgentDocument document) {
        return switch (read(document.json())) {
            case AgentReading.Valid(var agent) when agent.ref().equals(document.ref()) -> agent;
            case AgentReading.Valid(var agent) -> throw unfit(document, "is " + agent.ref());
            case AgentReading.Faulty(var faults) -> throw unfit(document, "has faults: " + faults);
        };
    }

    private static IllegalArgumentException unfit(AgentDocument document, String why) {
        return new IllegalArgumentException("The document of " + document.ref() + " " + why);
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
