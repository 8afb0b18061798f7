package io.voxmachina.local.deploy;

import io.voxmachina.local.cli.Trouble;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;

/// Stacks as AWS has them now, whatever an earlier run of ours left behind.
record Stacks(AwsCli aws, PrintWriter out) {
    private static final String GONE = "";
    private static final String ANNOUNCED = "REVIEW_IN_PROGRESS"; // and nothing made yet
    private static final String NEVER_WHOLE = "ROLLBACK_COMPLETE";

    /// Which `sam deploy` makes for itself: the bucket that it uploads to.
    private static final String UPLOADS = "aws-sam-cli-managed-default";
    private static final String FIRST_OF_UPLOADS = "InitialCreation"; // its change set

    /// What is waited for while a stack changes.
    private static final Map<String, String> WAITERS =
            Map.of(
                    "CREATE_IN_PROGRESS", "stack-create-complete",
                    "ROLLBACK_IN_PROGRESS", "stack-create-complete", // of a creation
                    "UPDATE_IN_PROGRESS", "stack-update-complete",
                    "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "stack-update-complete",
                    "UPDATE_ROLLBACK_IN_PROGRESS", "stack-rollback-complete",
                    "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS", "stack-rollback-complete",
                    "DELETE_IN_PROGRESS", "stack-delete-complete");

    /// Waits until nothing changes a stack any more, and clears away one that was never whole.
    /// Throws [Trouble] when only a person can help.
    ///
    /// @param hint what to do where it cannot be deleted; may be empty
    void settle(String stack, String hint) {
        var status = settled(stack);
        switch (status) {
            case NEVER_WHOLE -> {
                out.println("The stack " + stack + " was never completed; it is made anew.");
                delete(stack, hint);
            }
            case "DELETE_FAILED" -> throw undeleted(stack, hint);
            case "ROLLBACK_FAILED", "UPDATE_ROLLBACK_FAILED", "CREATE_FAILED" ->
                    throw stuck(stack, status);
            default -> {} // absent, whole, or ANNOUNCED
        }
    }

    /// Makes way for the SAM CLI, which fails where it was once stopped while it made its own
    /// stack: what was announced is made, what was never whole goes. All else is its to judge.
    ///
    /// Source: aws-sam-cli, managed_cloudformation_stack.py.
    void settleUploads() {
        switch (settled(UPLOADS)) {
            case ANNOUNCED -> {
                out.println("The SAM CLI was stopped while it made its bucket; it is made now.");
                aws.run(
                        "cloudformation",
                        "execute-change-set",
                        "--stack-name",
                        UPLOADS,
                        "--change-set-name",
                        FIRST_OF_UPLOADS);
                await(UPLOADS, "stack-create-complete");
            }
            case NEVER_WHOLE -> delete(UPLOADS, "");
            default -> {}
        }
    }

    /// Removes a stack, if it is there.
    ///
    /// @param hint what to do where it cannot be deleted; may be empty
    void remove(String stack, String hint) {
        if (!settled(stack).equals(GONE)) delete(stack, hint);
    }

    private void delete(String stack, String hint) {
        aws.run("cloudformation", "delete-stack", "--stack-name", stack);
        await(stack, "stack-delete-complete");
        var left = aws.stackStatus(stack);
        if (left.filter(it -> it.equals("DELETE_FAILED")).isPresent()) throw undeleted(stack, hint);
    }

    private String settled(String stack) {
        var status = aws.stackStatus(stack);
        while (status.map(WAITERS::get).isPresent()) {
            out.println("AWS is still busy with the stack " + stack + ": " + status.get());
            await(stack, WAITERS.get(status.get()));
            var now = aws.stackStatus(stack);
            if (now.equals(status)) throw stuck(stack, status.get());
            status = now;
        }
        return status.orElse(GONE);
    }

    /// What a waiter thinks of the end that it sees does not matter: the status is asked again.
    private void await(String stack, String waiter) {
        try {
            aws.run("cloudformation", "wait", waiter, "--stack-name", stack);
        } catch (Trouble _) {
            // the status is asked again
        }
    }

    private static Trouble undeleted(String stack, String hint) {
        return new Trouble(
                "The stack "
                        + stack
                        + " could not be deleted (DELETE_FAILED). "
                        + hint
                        + "The stack's events in AWS's CloudFormation console say why.");
    }

    private static Trouble stuck(String stack, String status) {
        return new Trouble(
                "The stack "
                        + stack
                        + " is stuck ("
                        + status
                        + "). Its events in AWS's CloudFormation console say why; put that right,"
                        + " or delete the stack there.");
    }

    /// One output of a stack, or [Trouble].
    String output(String stack, String key, String assumed) {
        return find(stack, key, assumed).orElseThrow(() -> without(stack, key));
    }

    private Trouble without(String stack, String key) {
        var where = " in " + aws.region();
        var sentence =
                aws.stackStatus(stack)
                        .map(
                                it ->
                                        "The stack "
                                                + stack
                                                + where
                                                + " has no output "
                                                + key
                                                + " ("
                                                + it
                                                + ").")
                        .orElse(
                                "There is no stack "
                                        + stack
                                        + where
                                        + ", in the account of your AWS credentials: set"
                                        + " AWS_PROFILE and AWS_REGION as you deployed it, or give"
                                        + " --stack.");
        return new Trouble(sentence);
    }

    Optional<String> find(String stack, String key, String assumed) {
        return aws.output(stack, key, assumed);
    }
}
