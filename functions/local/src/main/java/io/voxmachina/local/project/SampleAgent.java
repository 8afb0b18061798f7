package io.voxmachina.local.project;

import io.voxmachina.agent.Bundled;
import java.util.Optional;

/// The agent that the project comes with: a sample's words, not the owner's.
public final class SampleAgent {
    /// What to say while nobody has made it theirs.
    public static final String WARNING =
            "The agent is still the sample: it says that it is the Happy Medical Centre. Make it"
                    + " yours (reception.json; README, Deploy) before a real caller dials.";

    private static final String NAME = "Happy Medical Centre";

    private SampleAgent() {}

    /// What is wrong with the document of the agent that answers calls, in a sentence; empty when
    /// nothing is. With a faulty one no function starts.
    public static Optional<String> fault() {
        try {
            Bundled.document();
            return Optional.empty();
        } catch (IllegalStateException e) {
            return Optional.of("The agent's document is faulty: " + e.getMessage());
        }
    }

    /// Whether the agent that answers calls still speaks as the sample does.
    public static boolean answers() {
        return Bundled.document().json().contains(NAME);
    }
}
