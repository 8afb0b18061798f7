package io.voxmachina.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Time, chance and threads, as a program sees them. Passed in, so that a test can own them.
public interface Platform {
    /// The time.
    Instant now();

    /// Letters and digits that nobody else gets.
    String uniqueName();

    /// A queue from many threads to one.
    ///
    /// @param capacity how many entries it holds
    <T> Mailbox<T> mailbox(int capacity);

    /// A place for threads that end before the block does.
    Scope scope();

    /// Waits. For the few places that try again later.
    void pause(Duration time) throws InterruptedException;

    /// A queue from many threads to one.
    interface Mailbox<T> {
        /// Puts an entry in; waits while it is full.
        void put(T entry) throws InterruptedException;

        /// Puts an entry in unless it is full.
        boolean offer(T entry);

        /// The next entry; waits until then at most.
        Optional<T> take(Instant until) throws InterruptedException;
    }

    /// Threads that never outlive the block that opened them.
    interface Scope extends AutoCloseable {
        /// Starts a thread. The task reports its own end.
        void fork(String name, Task task);

        /// Interrupts what still runs and waits for it.
        @Override
        void close();
    }

    /// What a thread does.
    interface Task {
        /// Runs until done or interrupted.
        void run() throws InterruptedException;
    }
}
