package io.voxmachina.local.dynamo;

import io.voxmachina.local.cli.Trouble;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Properties;

/// Where a local system keeps its calls, and which ports it had: programs that outlive a restart
/// find it again.
///
/// @param folder private to the user
public record DataFolder(Path folder) {
    /// The table of the calls, here as in memory.
    public static final String TABLE = "calls";

    private static final String PORTS = "ports.properties";

    /// Makes the folder, for nobody but the user.
    public static DataFolder in(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        return new DataFolder(folder);
    }

    /// Where the table is kept.
    public Path calls() {
        return folder.resolve("calls");
    }

    /// The port that `name` had the last time, or a free one from now on.
    public int port(String name) throws IOException {
        var known = known(name);
        if (known.isPresent()) return free(name, known.get());
        var ports = read();
        try (var free = new ServerSocket(0)) {
            ports.setProperty(name, "" + free.getLocalPort());
            write(ports);
            return free.getLocalPort();
        }
    }

    /// The port that `name` had the last time.
    public Optional<Integer> known(String name) throws IOException {
        return Optional.ofNullable(read().getProperty(name)).map(Integer::parseInt);
    }

    /// A new port would be no help to the tasks of an earlier run, which know this one.
    private int free(String name, int port) throws IOException {
        try (var free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (BindException e) {
            throw new Trouble(
                    "Another program has the port "
                            + port
                            + ", which this folder's system had ("
                            + name
                            + "). End that program, or delete "
                            + folder.resolve(PORTS)
                            + " for new ports: tasks that are still running from before then lose"
                            + " their calls to others.");
        }
    }

    private Properties read() throws IOException {
        var ports = new Properties();
        var file = folder.resolve(PORTS);
        if (!Files.exists(file)) return ports;
        try (var in = Files.newBufferedReader(file)) {
            ports.load(in);
        }
        return ports;
    }

    private void write(Properties ports) throws IOException {
        try (var out = Files.newBufferedWriter(folder.resolve(PORTS))) {
            ports.store(out, "the ports of this local system");
        }
    }
}
