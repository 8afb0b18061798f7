package io.voxmachina.local.deploy.account;

import java.util.Map;
import java.util.Optional;

/// A stack of an account.
///
/// @param change announced, and not yet made
/// @param slow at work until somebody waits for it
record Stack(String name, String status, Content content, Optional<Content> change, boolean slow) {
    private static final Content NOTHING = new Content("", Map.of(), Map.of());
    private static final String ANNOUNCED = "REVIEW_IN_PROGRESS";

    /// What a stack is made of.
    record Content(String template, Map<String, String> parameters, Map<String, String> tags) {}

    /// Of which there is nothing yet but a name.
    static Stack announced(String name, Content content) {
        return new Stack(name, ANNOUNCED, NOTHING, Optional.of(content), false);
    }

    Stack announcing(Content content) {
        return new Stack(name, status, this.content, Optional.of(content), slow);
    }

    Stack executing() {
        var status = isAnnounced() ? "CREATE_IN_PROGRESS" : "UPDATE_IN_PROGRESS";
        return new Stack(name, status, change.orElseThrow(), Optional.empty(), false);
    }

    Stack deleting() {
        return with("DELETE_IN_PROGRESS", false);
    }

    /// What is at work is so until somebody waits for it.
    Stack slowly() {
        return with(status, true);
    }

    /// Empty: it is gone.
    ///
    /// @param waiting not only a look
    Optional<Stack> seen(boolean waiting) {
        if (isAnnounced() || !status.endsWith("_IN_PROGRESS")) return Optional.of(this);
        if (slow && !waiting) return Optional.of(this);
        if (status.startsWith("DELETE")) return Optional.empty();
        return Optional.of(with(status.replace("IN_PROGRESS", "COMPLETE"), false));
    }

    private Stack with(String status, boolean slow) {
        return new Stack(name, status, content, change, slow);
    }

    boolean isAnnounced() {
        return status.equals(ANNOUNCED);
    }

    boolean isWhole() {
        return status.endsWith("_COMPLETE");
    }

    boolean hasOutputs() {
        return !isAnnounced() && !status.equals("CREATE_IN_PROGRESS");
    }

    String id() {
        return arn("stack", name);
    }

    static String arn(String kind, String name) {
        var place = "arn:aws:cloudformation:" + Account.REGION + ":" + Account.ID + ":";
        return place + kind + "/" + name + "/1";
    }
}
