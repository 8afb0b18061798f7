package io.voxmachina.dynamo;

import io.voxmachina.call.AgentDocument;
import io.voxmachina.call.AgentDocuments;
import io.voxmachina.call.AgentRef;
import java.util.Optional;

/// [AgentDocuments] in the table.
record AgentTable(Table table) implements AgentDocuments {
    @Override
    public void publish(AgentDocument document) {
        var change =
                Change.when("attribute_not_exists(#pk)")
                        .set("schema", Item.SCHEMA)
                        .set("document", document.json());
        table.change("publish " + document.ref(), Key.agent(document.ref()), change);
    }

    @Override
    public Optional<AgentDocument> find(AgentRef ref) {
        return table.find("find " + ref, Key.agent(ref))
                .map(item -> new AgentDocument(ref, item.text("document")));
    }
}
