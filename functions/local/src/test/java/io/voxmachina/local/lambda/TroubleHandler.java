package io.voxmachina.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// Does to its process what the event says.
public final class TroubleHandler implements RequestHandler<Map<String, String>, Object> {
    private int invocations;

    @Override
    public Object handleRequest(Map<String, String> event, Context context) {
        System.out.println("invoked ✓");
        invocations++;
        return switch (event.get("do")) {
            case "count" -> Map.of("pid", ProcessHandle.current().pid(), "count", invocations);
            case "environment" -> System.getenv();
            case "context" ->
                    Map.of(
                            "remaining", context.getRemainingTimeInMillis(),
                            "name", context.getFunctionName(),
                            "arn", context.getInvokedFunctionArn());
            case "throw" -> throw new UncheckedIOException("bad luck", new IOException("deeper"));
            case "hang" -> hang();
            case "exit" -> exit();
            case "nothing" -> null;
            case String other -> throw new IllegalArgumentException(other);
        };
    }

    private static Object hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return "woken";
    }

    private static Object exit() {
        Runtime.getRuntime().halt(3);
        return "unreachable";
    }
}
