package io.voxmachina.aws;

import java.util.List;

/// A secret that stays as it was given.
record GivenSecret(List<String> accepted) implements Secret {
    @Override
    public String current() {
        return accepted.getFirst();
    }

    @Override
    public boolean refresh() {
        return false;
    }

    @Override
    public String toString() {
        return "GivenSecret";
    }
}
