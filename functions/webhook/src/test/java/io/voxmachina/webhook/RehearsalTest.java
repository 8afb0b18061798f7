package io.voxmachina.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.voxmachina.aws.Snapshot;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    @Test
    void itReachesEveryServiceThatACallNeeds() throws Exception {
        var asked =
                Set.of(
                        "DynamoDB_20120810.UpdateItem",
                        "secretsmanager.GetSecretValue",
                        "/2015-03-31/functions/rehearsal/invocations",
                        "/v1/realtime/calls/rtc_rehearsal/accept");

        assertEquals(asked, Snapshot.rehearsed(Rehearsal::new, 2));
    }
}
