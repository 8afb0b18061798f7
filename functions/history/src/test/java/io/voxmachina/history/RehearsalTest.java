package io.voxmachina.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxmachina.aws.Snapshot;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    @Test
    void itReachesEveryServiceThatACallNeeds() throws Exception {
        var asked = Set.of("DynamoDB_20120810.Query");

        assertEquals(asked, Snapshot.rehearsed(Rehearsal::new, 2));
    }
}
