// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.home;

import dev.lectern.local.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A data directory in use by this process: created, writable, of a known layout, and locked against a second one. */
public final class DataDirectory implements AutoCloseable {

    /** The layout this build writes; a directory of a higher one belongs to a newer Lectern. */
    public static final int LAYOUT = 1;

    private final Path root;
    private final FileChannel lock;

    private DataDirectory(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /** Creates the directory where it is missing. Throws {@link Refused} when it can't be used. */
    public static DataDirectory open(Path directory) {
        var root = directory.toAbsolutePath().normalize();
        createWritable(root);
        var lock = lock(root);
        try {
            checkLayout(root);
        } catch (RuntimeException refused) {
            close(lock);
            throw refused;
        }
        return new DataDirectory(root, lock);
    }

    public Path root() {
        return root;
    }

    public Path content() {
        return root.resolve("content");
    }

    public Path logs() {
        return directory("logs");
    }

    /** A directory for one part, created where it is missing. */
    public Path directory(String name) {
        try {
            return Files.createDirectories(root.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The line that a second {@code up} and {@code doctor} show about who runs here. */
    public void announce(String url) {
        try {
            Files.writeString(root.resolve("running"), "process " + ProcessHandle.current().pid() + ", " + url);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(root.resolve("running"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            close(lock);
        }
    }

    /** Whether a process has this directory open; tells of itself too. */
    public static boolean isRunning(Path directory) {
        if (!Files.isRegularFile(directory.resolve("lock"))) {
            return false;
        }
        try (var channel = FileChannel.open(directory.resolve("lock"), StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException held) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void createWritable(Path root) {
        try {
            PrivateFile.createDirectory(root);
            Files.delete(Files.createTempFile(root, "writable", null));
        } catch (IOException e) {
            throw new Refused("The data directory " + root + " can't be written (" + e.getClass().getSimpleName()
                    + "). Make it writable, or choose another with --data DIR.", e);
        }
    }

    private static FileChannel lock(Path root) {
        try {
            var channel = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel)) {
                return channel;
            }
            channel.close();
            var running = root.resolve("running");
            var who = Files.isReadable(running) ? " (" + Files.readString(running) + ")" : "";
            throw new Refused("Lectern is already running on " + root + who
                    + ". Stop it first, or choose another directory with --data DIR.");
        } catch (IOException e) {
            throw new Refused("The data directory " + root + " can't be locked (" + e.getMessage()
                    + "). Choose one on a local disk with --data DIR.", e);
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    private static void checkLayout(Path root) {
        var file = root.resolve("version");
        try {
            if (!Files.exists(file)) {
                var next = Files.writeString(root.resolve("version.new"), LAYOUT + "\n");
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
                return;
            }
            var found = layout(Files.readString(file).strip());
            if (found == null) {
                throw new Refused(file + " isn't a version number: is " + root
                        + " really a Lectern data directory? Choose another with --data DIR.");
            }
            if (found > LAYOUT) {
                throw new Refused("The data directory " + root + " was written by a newer Lectern (layout " + found
                        + ", this one knows " + LAYOUT + "). Update Lectern, or choose another with --data DIR.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Integer layout(String text) {
        return text.matches("[0-9]{1,6}") ? Integer.valueOf(text) : null;
    }

    private static void close(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
