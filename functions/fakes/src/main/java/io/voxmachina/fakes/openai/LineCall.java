package io.voxmachina.fakes.openai;

import io.voxmachina.fakes.openai.Observation.What;
import io.voxmachina.fakes.openai.script.CallerLine;
import io.voxmachina.fakes.openai.script.Script;
import io.voxmachina.fakes.openai.wire.ApiError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A scripted call in the hands of a test or a demo: what was seen of it, waiting for what is to
/// come, and the caller's phone in one's own hand.
public final class LineCall {
    private final PhoneLine line;
    private final CallEndpoints control;

    LineCall(PhoneLine line) {
        this.line = line;
        this.control = new CallEndpoints(line);
    }

    public String callId() {
        return line.id;
    }

    public Script script() {
        return line.script;
    }

    // --- what was seen

    public Optional<Instant> acceptedAt() {
        return first(What.ACCEPTED);
    }

    /// When the caller first heard the agent.
    public Optional<Instant> greetedAt() {
        return first(What.AGENT_AUDIBLE);
    }

    public Optional<Instant> endedAt() {
        return first(What.ENDED);
    }

    public Optional<EndedBy> endedBy() {
        return line.guard.read(line::endedBy);
    }

    /// What is wrong with the accept's body; empty is good.
    public List<String> complaints() {
        return line.guard.read(line.observations::complaints);
    }

    public List<Observation> observations() {
        return line.guard.read(line.observations::all);
    }

    public List<ClientEvent> clientEvents() {
        return line.guard.read(line.observations::clientEvents);
    }

    /// The agent's words as the caller heard them.
    public List<Heard> heard() {
        return line.guard.read(line.observations::heard);
    }

    /// The finished turns that a complete record of the call would hold so far, in spoken order.
    /// The caller's are missing when the accept asked for no transcription: then nobody can know
    /// them.
    public List<ExpectedTurn> expected() {
        return line.guard.read(line.conversation::turns);
    }

    public long count(What what) {
        return line.guard.read(() -> line.observations.count(what));
    }

    // --- waiting: true as soon as it is so, false after the timeout

    public boolean awaitAccepted(Duration timeout) throws InterruptedException {
        return await(What.ACCEPTED, timeout);
    }

    public boolean awaitGreeting(Duration timeout) throws InterruptedException {
        return await(What.AGENT_AUDIBLE, timeout);
    }

    public boolean awaitEnded(Duration timeout) throws InterruptedException {
        return await(What.ENDED, timeout);
    }

    public boolean await(What what, Duration timeout) throws InterruptedException {
        return line.guard.await(() -> line.observations.first(what).isPresent(), timeout);
    }

    /// The condition is asked after each change in the call.
    public boolean await(Predicate<LineCall> condition, Duration timeout)
            throws InterruptedException {
        return line.guard.await(() -> condition.test(this), timeout);
    }

    // --- taking part

    /// The model answers with the script's nudge.
    public void callerSays(String text) {
        callerSays(CallerLine.says(text, null));
    }

    /// Now, or once what the caller is just saying is said.
    public void callerSays(CallerLine words) {
        line.guard.locked(() -> line.callerSays(words));
    }

    public void callerPresses(String key) {
        line.guard.locked(() -> line.press(key));
    }

    public void callerHangsUp() {
        line.guard.locked(() -> line.end(EndedBy.CALLER));
    }

    /// All sidebands lose their connection, without a close frame.
    public void dropSidebands() {
        line.guard.locked(line.sidebands::dropAll);
    }

    /// The sidebands attached now fall silent, their connections stay.
    public void halfOpenSidebands() {
        line.guard.locked(line.sidebands::fallSilent);
    }

    // --- for the server

    PhoneLine line() {
        return line;
    }

    Outcome control(String action, String body) {
        var outcome = new Outcome[1];
        line.guard.locked(() -> outcome[0] = control.handle(action, body));
        return outcome[0];
    }

    Optional<ApiError> whyNotAttach() {
        return line.guard.read(line::whyNotAttach);
    }

    SidebandSocket sideband() {
        return new SidebandSocket(line);
    }

    private Optional<Instant> first(What what) {
        return line.guard.read(() -> line.observations.first(what).map(Observation::at));
    }
}
