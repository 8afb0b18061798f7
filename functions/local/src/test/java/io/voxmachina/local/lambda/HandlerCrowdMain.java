package io.voxmachina.local.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;

/// Many handlers of a function in one process, each with clients of its own: reads one event, gives
/// it to all of them at the same moment, prints what each answers.
final class HandlerCrowdMain {
    static final String READY = "crowd ready";
    static final String ANSWER = "crowd answer ";

    private HandlerCrowdMain() {}

    public static void main(String[] args) throws Throwable {
        var code = FunctionCode.in(Path.of(args[0]));
        var handlers = new ArrayList<RequestStreamHandler>();
        for (var i = 0; i < Integer.parseInt(args[2]); i++) handlers.add(code.handler(args[1]));
        System.out.println(READY);
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var event = in.readLine().getBytes(StandardCharsets.UTF_8);
        var start = new CyclicBarrier(handlers.size());
        try (var threads = Executors.newCachedThreadPool()) {
            var answers = handlers.stream().map(it -> answer(it, event, start)).toList();
            for (var answer : threads.invokeAll(answers)) System.out.println(ANSWER + answer.get());
        }
    }

    private static Callable<String> answer(
            RequestStreamHandler handler, byte[] event, CyclicBarrier start) {
        return () -> {
            var out = new ByteArrayOutputStream();
            start.await();
            handler.handleRequest(new ByteArrayInputStream(event), out, null);
            return out.toString(StandardCharsets.UTF_8);
        };
    }
}
