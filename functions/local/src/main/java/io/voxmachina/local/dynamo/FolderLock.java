package io.voxmachina.local.dynamo;

import io.voxmachina.local.cli.Trouble;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Keeps a second system away from a folder. The operating system lets go of it when the process
/// ends, however it ends.
///
/// @param file names the process
public record FolderLock(FileChannel file) implements AutoCloseable {
    private static final int LONGEST = 20;

    /// Throws [Trouble] when another process has the folder.
    public static FolderLock on(Path folder) throws IOException {
        var file =
                FileChannel.open(
                        folder.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        if (locked(file)) {
            write(file);
            return new FolderLock(file);
        }
        try (file) {
            throw new Trouble(
                    "The folder " + folder + " is in use by the process " + read(file) + ".");
        }
    }

    private static boolean locked(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // by this process
        }
    }

    private static void write(FileChannel file) throws IOException {
        var pid = Long.toString(ProcessHandle.current().pid());
        file.truncate(0);
        file.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)));
    }

    private static String read(FileChannel file) throws IOException {
        var content = ByteBuffer.allocate(LONGEST);
        file.read(content, 0);
        return StandardCharsets.UTF_8.decode(content.flip()).toString().strip();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
