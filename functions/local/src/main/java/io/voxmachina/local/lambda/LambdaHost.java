package io.voxmachina.local.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// The main class of a function's process: asks the Runtime API for invocations and runs the
/// handler on them.
///
/// Source: [Lambda runtime API](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html).
/// AWS's own client of that API needs a native library that exists for Linux alone.
public final class LambdaHost {
    private final RuntimeClient runtime;
    private final RequestStreamHandler handler;
    private final Map<String, String> environment;

    private LambdaHost(
            RuntimeClient runtime, RequestStreamHandler handler, Map<String, String> environment) {
        this.runtime = runtime;
        this.handler = handler;
        this.environment = environment;
    }

    /// Runs until the parent has gone, or the Runtime API has no more work.
    public static void main(String[] args) throws Exception {
        Thread.ofPlatform().daemon().name("parent watch").start(LambdaHost::dieWithParent);
        var environment = System.getenv();
        var runtime = new RuntimeClient(environment.get("AWS_LAMBDA_RUNTIME_API"));
        new LambdaHost(runtime, load(runtime, environment), environment).run();
    }

    /// The parent holds our standard input open as long as it lives.
    private static void dieWithParent() {
        try {
            while (System.in.read() >= 0) {} // nobody writes
        } catch (IOException _) {
            // as good as the end
        }
        Runtime.getRuntime().halt(1);
    }

    private static RequestStreamHandler load(RuntimeClient runtime, Map<String, String> environment)
            throws Exception {
        try {
            var root = Path.of(environment.get("LAMBDA_TASK_ROOT"));
            return FunctionCode.in(root).handler(environment.get("_HANDLER"));
        } catch (Throwable failure) {
            runtime.initError(failure);
            Runtime.getRuntime().halt(1);
            throw new IllegalStateException(failure);
        }
    }

    private void run() throws Exception {
        for (var next = runtime.next(); next.isPresent(); next = runtime.next()) {
            invoke(next.get());
        }
    }

    private void invoke(RuntimeClient.Invocation invocation) throws Exception {
        var in = new ByteArrayInputStream(invocation.payload());
        var out = new ByteArrayOutputStream();
        try {
            handler.handleRequest(in, out, new FunctionContext(invocation, environment));
        } catch (Throwable failure) {
            runtime.error(invocation, failure);
            var fatal = failure instanceof VirtualMachineError || failure instanceof IOError;
            if (fatal) Runtime.getRuntime().halt(1);
            return;
        }
        runtime.response(invocation, out.toByteArray());
    }
}
