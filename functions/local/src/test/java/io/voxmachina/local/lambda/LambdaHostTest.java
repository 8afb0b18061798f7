package io.voxmachina.local.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.fakes.http.HttpReply;
import io.voxmachina.fakes.http.Loopback;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LambdaHostTest {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);

    @TempDir Path root;

    @Test
    void aFunctionsProcessDiesWithItsParent() throws Exception {
        var program = new ChildJvm(List.of(), HostJars.PATHS, LambdaHost.class.getName());
        try (var api = Loopback.serving(0, 1_000, _ -> keepWaiting())) {
            var environment =
                    Map.of(
                            "AWS_LAMBDA_RUNTIME_API", Loopback.HOST + ":" + api.port(),
                            "LAMBDA_TASK_ROOT", TestPackage.in(root).toString(),
                            "_HANDLER", StreamHandler.class.getName());
            var process = program.start(environment, _ -> {});
            assertTrue(asked.await(20, TimeUnit.SECONDS));

            process.getOutputStream().close(); // as the parent's end does

            assertTrue(process.waitFor(20, TimeUnit.SECONDS));
            assertEquals(1, process.exitValue());
        }
    }

    private HttpReply keepWaiting() throws InterruptedException {
        asked.countDown();
        never.await();
        return HttpReply.CUT;
    }
}
