package io.voxmachina.call;

import java.util.Optional;

/// What a controller tells OpenAI during a call.
public sealed interface SidebandMessage {
    /// Adds a note for the model to the conversation, under an id of ours.
    record AddNote(ItemId item, String text) implements SidebandMessage {
        @Override
        public String toString() {
            return "AddNote[" + item + "]";
        }
    }

    /// Adds a tool's answer, under an id of ours.
    record AddToolOutput(ItemId item, ToolCallId tool, String output) implements SidebandMessage {
        @Override
        public String toString() {
            return "AddToolOutput[" + item + ", " + tool + "]";
        }
    }

    /// Asks the agent to speak.
    ///
    /// @param purpose comes back in [CallEvent.ReplyStarted]
    /// @param instructions what to say this once, instead of the agent's instructions
    record AskReply(Purpose purpose, Optional<String> instructions) implements SidebandMessage {
        @Override
        public String toString() {
            return "AskReply[" + purpose + "]";
        }
    }

    /// Asks to be shown an item: [CallEvent.TurnFound] or [CallEvent.ToolAsked] tells of it.
    record Retrieve(ItemId item) implements SidebandMessage {}

    /// Takes an item of ours out of the conversation again.
    record Delete(ItemId item) implements SidebandMessage {}

    /// Why the agent is asked to speak.
    enum Purpose {
        /// The first words.
        GREETING,
        /// A tool has answered, or the caller has spoken and OpenAI did not answer by itself.
        ANSWER,
        /// The line is silent, and something may have been missed.
        CARRY_ON,
        /// The longest time is near.
        WARNING
    }
}
