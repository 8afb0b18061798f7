package io.voxmachina.simulation;

import io.voxmachina.call.Agent;
import io.voxmachina.call.AgentDocument;
import io.voxmachina.call.AgentDocuments;
import io.voxmachina.call.CallId;
import io.voxmachina.call.Calls;
import io.voxmachina.call.KeeperPost;
import io.voxmachina.call.Leases;
import io.voxmachina.call.Log;
import io.voxmachina.call.Responders.Wake;
import io.voxmachina.call.Transcripts;
import io.voxmachina.call.Unavailable;
import io.voxmachina.call.run.Controller;
import io.voxmachina.call.run.Ports;
import io.voxmachina.fakes.simulation.SimulatedLine;
import io.voxmachina.fakes.simulation.SimulatedProcess;
import io.voxmachina.keeper.Keeper;
import io.voxmachina.keeper.TaskEnd;
import io.voxmachina.monitor.Companion;
import io.voxmachina.openai.WebhookEvent.IncomingCall;
import io.voxmachina.responder.Responder;
import io.voxmachina.webhook.IncomingCalls;
import io.voxmachina.webhook.Reception;
import java.time.Duration;
import java.util.Optional;

/// The deployed programs, wired to the simulated world: what each handler does with its event.
final class Programs {
    private final Agent agent;
    private final boolean tasks;
    private final Sabotage sabotage;
    private Table table;
    private SimulatedLine line;
    private Cloud cloud;
    private Tools tools;
    private Trace trace;

    /// @param tasks whether this deployment has tasks
    Programs(Agent agent, boolean tasks, Sabotage sabotage) {
        this.agent = agent;
        this.tasks = tasks;
        this.sabotage = sabotage;
    }

    boolean tasks() {
        return tasks;
    }

    void connect(Table table, SimulatedLine line, Cloud cloud, Tools tools, Trace trace) {
        this.table = table;
        this.line = line;
        this.cloud = cloud;
        this.tools = tools;
        this.trace = trace;
    }

    private Log log(SimulatedProcess who) {
        return (level, what, fields) ->
                trace.line(who, "log " + what + " " + java.util.Arrays.toString(fields));
    }

    Reception receive(SimulatedProcess who, IncomingCall ringing) {
        table.knows(ringing.call());
        return new IncomingCalls(
                        table.as(Calls.class, who),
                        table.as(AgentDocuments.class, who),
                        sabotage.control(line.control(who)),
                        cloud.responders(who),
                        cloud.keepers(who),
                        new AgentDocument(agent.ref(), "{}"),
                        agent,
                        who,
                        log(who))
                .receive(ringing);
    }

    void respond(SimulatedProcess who, Wake wake, Duration time) throws InterruptedException {
        var departure =
                new Responder(controller(who), tasks, who, log(who))
                        .respond(wake, time.minusMillis(100));
        trace.line(who, "returns " + departure);
    }

    Companion companion(SimulatedProcess who) {
        return new Companion(controller(who), who);
    }

    private Controller controller(SimulatedProcess who) {
        var ports =
                new Ports(
                        table.as(Leases.class, who),
                        table.as(Calls.class, who),
                        table.as(Transcripts.class, who),
                        sabotage.sideband(line.sideband(who)),
                        sabotage.control(line.control(who)),
                        tools.toolbox(who),
                        tasks
                                ? Optional.of(sabotage.monitors(cloud.monitors(who)))
                                : Optional.empty(),
                        cloud.responders(who));
        var documents = table.as(AgentDocuments.class, who);
        return new Controller(
                who,
                ports,
                ref ->
                        documents
                                .find(ref)
                                .map(_ -> agent)
                                .orElseThrow(() -> new Unavailable("no such agent")),
                sabotage.terms(),
                log(who));
    }

    void keep(SimulatedProcess who, Duration time, boolean tick) throws InterruptedException {
        keeper(who).watch(time, tick);
    }

    void taskStopped(SimulatedProcess who, CallId call, String task, String reason) {
        keeper(who).taskStopped(call, task, TaskEnd.of(reason));
    }

    private Keeper keeper(SimulatedProcess who) {
        return new Keeper(
                table.as(Calls.class, who),
                table.as(Leases.class, who),
                table.as(Transcripts.class, who),
                table.as(KeeperPost.class, who),
                cloud.responders(who),
                who,
                log(who));
    }
}
