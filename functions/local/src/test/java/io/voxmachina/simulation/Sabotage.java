package io.voxmachina.simulation;

/// A promise that is broken on purpose, so that the simulation proves that it would notice.
enum Sabotage {
    NONE,
    KEEPER_SEES_NOTHING;

    io.voxmachina.call.Sideband sideband(io.voxmachina.call.Sideband real) {
        return real;
    }

    io.voxmachina.call.CallControl control(io.voxmachina.call.CallControl real) {
        return real;
    }

    io.voxmachina.call.Monitors monitors(io.voxmachina.call.Monitors real) {
        return real;
    }

    Object table(Class<?> port, Table table) {
        return table.truth();
    }
}
