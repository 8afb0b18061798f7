package io.voxmachina.local.check;

import static io.voxmachina.local.check.Finding.good;
import static io.voxmachina.local.check.Finding.wrong;

import io.voxmachina.dynamo.TableDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/// Whether a table is one that this release can work with.
final class TableCheck {
    private TableCheck() {}

    static Finding finding(TableDescription table) {
        if (table.tableStatus() != TableStatus.ACTIVE) {
            return wrong("Table", "Is " + table.tableStatusAsString() + ": wait, and look again.");
        }
        var missing = missing(table);
        return missing.isEmpty()
                ? good("Table", table.tableName() + " is there, with all its indexes.")
                : wrong(
                        "Table",
                        "Made by another release; it lacks " + missing + ". Deploy again.");
    }

    /// Indexes, and what a list shows, that this release reads and the table does not have.
    private static List<String> missing(TableDescription table) {
        var there = new TreeMap<String, Set<String>>();
        for (var index : table.globalSecondaryIndexes()) {
            there.put(index.indexName(), Set.copyOf(index.projection().nonKeyAttributes()));
        }
        var missing = new ArrayList<String>();
        for (var index : TableDefinition.request(table.tableName()).globalSecondaryIndexes()) {
            var name = index.indexName();
            var lacking = new HashSet<>(index.projection().nonKeyAttributes());
            lacking.removeAll(there.getOrDefault(name, Set.of()));
            if (!there.containsKey(name)) {
                missing.add("the index " + name);
            } else if (!lacking.isEmpty()) {
                missing.add(lacking + " in the index " + name);
            }
        }
        return missing;
    }
}
