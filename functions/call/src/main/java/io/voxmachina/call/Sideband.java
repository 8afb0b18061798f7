package io.voxmachina.call;

import java.time.Instant;
import java.util.function.Consumer;

/// The listening socket beside the audio.
public interface Sideband {
    /// What came of attaching.
    sealed interface Attachment {
        /// Attached. Nothing is delivered before [Link#listen].
        record Attached(Link link) implements Attachment {}

        /// Not attached.
        record Failed(Why why) implements Attachment {}
    }

    /// Why attaching failed.
    enum Why {
        /// OpenAI knows no such session: not yet, or no more.
        NOT_FOUND,
        /// OpenAI refused this socket though the session may live: perhaps it takes no second one.
        REFUSED,
        /// No answer that would tell, or none to this key or at this rate.
        UNREACHABLE
    }

    /// What came of sending.
    enum Sending {
        /// Written to the socket.
        SENT,
        /// Not sent: its time had passed.
        TOO_LATE,
        /// The socket is gone; whether it was sent is unknown.
        LOST
    }

    /// One attached socket. Any thread may send and close.
    interface Link extends AutoCloseable {
        /// Sends, but not after `notAfter`.
        ///
        /// @param eventId comes back in [CallEvent.MessageRefused] when OpenAI refuses the message
        Sending send(String eventId, SidebandMessage message, Instant notAfter);

        /// Starts delivery, once. The listener is called by one thread, in order, and may block:
        /// then the socket is read more slowly. The last event, and only it, is
        /// [CallEvent.SidebandLost].
        void listen(Consumer<CallEvent> listener);

        /// Detaches. The call goes on. May be repeated.
        @Override
        void close();
    }

    /// Attaches to a call. Whatever is wrong outside is told, never thrown.
    Attachment attach(CallId call);
}
