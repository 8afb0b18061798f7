package io.voxmachina.local.deploy;

import io.voxmachina.local.cli.Trouble;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;

/// Takes a system away from AWS. Like [Deploy] it asks AWS how things are, and may be run again.
///
/// @param place where
record Undeploy(DeployPlace place, AwsCli aws, PrintWriter out) {
    /// The table that the system writes to; empty when its stack is gone.
    Optional<String> written() {
        return stacks().find(place.stack(), "CallsTable", assumedTable());
    }

    /// The table that the system writes to; when its stack is gone, the one that it left. Throws
    /// [Trouble] when there are several.
    Optional<String> table() {
        var written = written();
        if (written.isPresent()) return written;
        var left = left();
        if (left.size() < 2) return left.stream().findFirst();
        throw new Trouble(
                "Several tables were left: "
                        + left
                        + ". Say which one is meant with --table NAME.");
    }

    /// Of all deployments of that name, failed ones too. CloudFormation names a table after the
    /// nested stack that makes it.
    List<String> left() {
        var prefix = place.stack() + "-Data-";
        return aws.tables(prefix, assumedTable()).stream()
                .filter(name -> name.contains("-Calls-"))
                .toList();
    }

    private String assumedTable() {
        return place.stack() + "-Data-EXAMPLE-Calls-EXAMPLE";
    }

    /// Both stacks; the table stays.
    void deleteStacks() {
        stacks().remove(place.stack(), place.onceItsCallsAreOver());
        stacks().remove(place.registryStack(), "");
    }

    /// A table, with all calls in it.
    void deleteTable(String name) {
        if (!aws.tables(name, name).contains(name)) return;
        aws.run(
                "dynamodb",
                "update-table",
                "--table-name",
                name,
                "--no-deletion-protection-enabled");
        aws.run("dynamodb", "wait", "table-exists", "--table-name", name);
        aws.run("dynamodb", "delete-table", "--table-name", name);
        aws.run("dynamodb", "wait", "table-not-exists", "--table-name", name);
    }

    private Stacks stacks() {
        return new Stacks(aws, out);
    }
}
