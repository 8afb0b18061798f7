package io.voxmachina.fakes.aws;

import java.time.Duration;

/// Where a function's code runs.
@FunctionalInterface
public interface FunctionHost {
    /// Runs one invocation and gives back its JSON. The host itself enforces `limit`.
    String invoke(String payload, Duration limit) throws Failed, Throttled, InterruptedException;

    /// The function threw, timed out or died; its payload is Lambda's JSON about it.
    final class Failed extends Exception {
        private static final long serialVersionUID = 1;

        private final String payload;

        public Failed(String payload) {
            super("The function failed", null, false, false);
            this.payload = payload;
        }

        public String payload() {
            return payload;
        }
    }

    /// The account has no execution left for this invocation.
    final class Throttled extends Exception {
        private static final long serialVersionUID = 1;

        public Throttled() {
            super("Rate Exceeded.", null, false, false);
        }
    }
}
