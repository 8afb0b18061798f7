package io.voxmachina.fakes.aws;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Where a task's container runs.
@FunctionalInterface
public interface TaskHost {
    /// Starts the container with this environment and nothing else in it.
    Running start(Map<String, String> environment) throws IOException;

    /// A container that was started.
    interface Running {
        /// SIGTERM: please end.
        void stop();

        /// SIGKILL.
        void kill();

        /// Completed with the exit code once the container has ended, however it did.
        CompletableFuture<Integer> onExit();
    }
}
