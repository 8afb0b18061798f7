package io.voxmachina.local.dynamo;

import static io.voxmachina.local.VoxProcess.code;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.voxmachina.local.VoxProcess;
import io.voxmachina.local.cli.Trouble;
import io.voxmachina.local.project.Home;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/// Between two looks a port is free, and another test must not take it.
@Isolated
class DataFolderTest {
    @TempDir private Path folder;

    @Test
    void aPortIsTheSameTheNextTime() throws IOException {
        var data = DataFolder.in(folder);

        assertEquals(data.port("lambda"), data.port("lambda"));
    }

    @Test
    void aKeptPortThatAnotherProgramTookIsToldWithWhatToDo() throws IOException {
        var data = DataFolder.in(folder);
        var port = data.port("dynamo");

        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            var trouble = assertThrows(Trouble.class, () -> data.port("dynamo"));

            var told = trouble.getMessage();
            assertTrue(told.contains("port " + port) && told.contains("(dynamo)"), told);
            assertTrue(told.contains(folder.resolve("ports.properties").toString()), told);
        }
        assertEquals(port, data.port("dynamo"));
    }

    @Test
    void aFolderInUseIsLeftAlone() throws Exception {
        var vox = new VoxProcess(Home.folder(), folder.resolve("said"), Map.of());

        try (var _ = FolderLock.on(DataFolder.in(folder.resolve("data")).folder())) {
            var code =
                    code(vox.start("local", "--port", "0", "--data", "" + folder.resolve("data")));

            assertEquals(1, code, vox::output);
            var process = "is in use by the process " + ProcessHandle.current().pid();
            assertTrue(vox.output().contains(process), vox.output());
        }
    }
}
