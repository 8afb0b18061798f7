package io.voxmachina.local.cli;

import io.voxmachina.call.Version;
import picocli.CommandLine.IVersionProvider;

/// What `--version` prints.
public final class Release implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"vox " + Version.current()};
    }
}
