package io.voxmachina.local.project;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// The SAM CLI that the templates need.
public final class SamCli {
    /// The first that knows `VersionDeletionPolicy` in a template's `Globals`: it brings
    /// aws-sam-translator 1.104 (https://pypi.org/project/aws-sam-cli/1.149.0/).
    private static final int[] OLDEST = {1, 149};

    private static final Pattern VERSION = Pattern.compile("\\b([0-9]{1,6})\\.([0-9]{1,6})\\b");

    private SamCli() {}

    /// What is wrong with a SAM CLI that is too old. Empty also where its version cannot be read.
    ///
    /// @param told what `sam --version` prints, as `SAM CLI, version 1.170.0`
    public static Optional<String> tooOld(String told) {
        var version = VERSION.matcher(told);
        if (!version.find()) return Optional.empty();
        int[] found = {Integer.parseInt(version.group(1)), Integer.parseInt(version.group(2))};
        if (Arrays.compare(found, OLDEST) >= 0) return Optional.empty();
        return Optional.of(
                "This is \""
                        + told
                        + "\", too old for template.yaml: install AWS SAM CLI 1.149 or newer (pip"
                        + " install --upgrade aws-sam-cli, or brew upgrade aws-sam-cli).");
    }
}
