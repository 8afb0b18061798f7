package io.voxmachina.fakes.openai.script;

import io.voxmachina.fakes.openai.script.Script.HangUp;
import io.voxmachina.fakes.openai.script.Script.KeyPress;
import io.voxmachina.fakes.openai.script.Script.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Writes a script, line by line. What is left out has the default that `Script` names.
public final class ScriptBuilder {
    private String name;
    private Dialled dialled;
    private double pace;
    private Answer greeting;
    private final List<CallerLine> lines = new ArrayList<>();
    private Answer nudge;
    private final List<Told> told = new ArrayList<>();
    private final List<KeyPress> keys = new ArrayList<>();
    private HangUp hangUp;
    private Duration patience;
    private Duration rings;
    private SecondSideband secondSideband;
    private CallFaults faults;

    ScriptBuilder(String name) {
        this.name = name;
    }

    ScriptBuilder(Script script) {
        this(script.name());
        dialled = script.dialled();
        pace = script.pace();
        greeting = script.greeting();
        lines.addAll(script.lines());
        nudge = script.nudge();
        told.addAll(script.told());
        keys.addAll(script.keys());
        hangUp = script.hangUp();
        patience = script.patience();
        rings = script.rings();
        secondSideband = script.secondSideband();
        faults = script.faults();
    }

    public ScriptBuilder name(String name) {
        this.name = name;
        return this;
    }

    public ScriptBuilder dialled(Dialled dialled) {
        this.dialled = dialled;
        return this;
    }

    public ScriptBuilder pace(double timesFaster) {
        pace = timesFaster;
        return this;
    }

    public ScriptBuilder greeting(Answer answer) {
        greeting = answer;
        return this;
    }

    public ScriptBuilder caller(CallerLine line) {
        lines.add(line);
        return this;
    }

    public ScriptBuilder caller(String text, Answer answer) {
        return caller(CallerLine.says(text, answer));
    }

    public ScriptBuilder nudge(Answer answer) {
        nudge = answer;
        return this;
    }

    public ScriptBuilder told(String instructionsContain, Answer answer) {
        told.add(new Told(instructionsContain, answer));
        return this;
    }

    public ScriptBuilder presses(Duration at, String key) {
        keys.add(new KeyPress(at, key));
        return this;
    }

    public ScriptBuilder callerHangsUp(Duration afterSilence) {
        hangUp = new HangUp(HangUp.By.CALLER, afterSilence);
        return this;
    }

    public ScriptBuilder agentHangsUp(Duration callerWaits) {
        hangUp = new HangUp(HangUp.By.AGENT, callerWaits);
        return this;
    }

    public ScriptBuilder nobodyHangsUp() {
        hangUp = new HangUp(HangUp.By.NOBODY, Duration.ZERO);
        return this;
    }

    public ScriptBuilder patience(Duration time) {
        patience = time;
        return this;
    }

    public ScriptBuilder rings(Duration time) {
        rings = time;
        return this;
    }

    public ScriptBuilder secondSideband(SecondSideband policy) {
        secondSideband = policy;
        return this;
    }

    public ScriptBuilder faults(CallFaults faults) {
        this.faults = faults;
        return this;
    }

    public Script build() {
        return new Script(
                name,
                dialled,
                pace,
                greeting,
                lines,
                nudge,
                told,
                keys,
                hangUp,
                patience,
                rings,
                secondSideband,
                faults);
    }
}
