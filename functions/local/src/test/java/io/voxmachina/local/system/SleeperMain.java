package io.voxmachina.local.system;

import java.util.concurrent.CountDownLatch;

/// A program that prints its environment and runs until SIGTERM, which it answers with exit code 7
/// if told to.
public final class SleeperMain {
    private SleeperMain() {}

    public static void main(String[] args) throws InterruptedException {
        if (System.getenv("POLITE") != null) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(7)));
        }
        System.out.println(System.getenv("CALL_ID") + " " + System.getenv("PATH"));
        new CountDownLatch(1).await();
    }
}
