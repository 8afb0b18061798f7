package io.voxmachina.local.project;

import io.voxmachina.local.cli.Trouble;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where the project is.
public final class Home {
    private Home() {}

    /// The folder that the `vox` script names, or the one above us that holds `template.yaml`.
    public static Path folder() {
        var named = System.getProperty("vox.home");
        if (named != null) return Path.of(named);
        for (var folder = Path.of("").toAbsolutePath();
                folder != null;
                folder = folder.getParent()) {
            if (Files.exists(folder.resolve("template.yaml"))) return folder;
        }
        throw new Trouble("Run this inside the project's folder.");
    }
}
