package dev.lectern.contracts.content;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A content store in a directory: {@code ab/cd/abcd….raw} and {@code ab/cd/abcd….gz}. A file appears under its address
 * by an atomic rename after its bytes were forced to disk, so a crash leaves at most a stray file in {@code incoming}.
 *
 * <p>Several machines share it through a network file system that renames atomically (NFS, CephFS).
 */
public final class DirectoryContentStore implements ContentStore {

    static final String RAW = "raw";
    static final String GZIPPED = "gz";

    private final Path root;

    public DirectoryContentStore(Path root) {
        this.root = root;
    }

    @Override
    public ContentHash store(byte[] bytes) throws IOException {
        var hash = ContentHash.of(bytes);
        place(bytes, address(hash, RAW));
        return hash;
    }

    @Override
    public ContentHash storeGzipped(byte[] bytes) throws IOException {
        var hash = ContentHash.of(bytes);
        var target = address(hash, GZIPPED);
        if (!Files.exists(target)) {
            var zipped = new ByteArrayOutputStream(bytes.length / 2 + 64);
            try (var gzip = new GZIPOutputStream(zipped, 8192)) {
                gzip.write(bytes);
            }
            place(zipped.toByteArray(), target);
        }
        return hash;
    }

    private void place(byte[] bytes, Path target) throws IOException {
        if (Files.exists(target)) {
            return;
        }
        var temporary = incoming().resolve(UUID.randomUUID().toString());
        try {
            Files.write(temporary, bytes);
            publish(forceFile(temporary), target);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    @Override
    public Future<Path> force(Path incoming) {
        var forced = new FutureTask<>(() -> forceFile(incoming));
        Thread.ofVirtual().name("content-force").start(forced);
        return forced;
    }

    @Override
    public void adopt(Path incoming, ContentHash hash) throws IOException {
        var target = address(hash, RAW);
        if (Files.exists(target)) {
            Files.delete(incoming);
            return;
        }
        publish(forceFile(incoming), target);
    }

    private void publish(Path source, Path target) throws IOException {
        for (var directory : move(source, target)) {
            forceDirectory(directory);
        }
    }

    /** @return the directories that have to be forced before the file is sure to be found there after a crash */
    Set<Path> move(Path source, Path target) throws IOException {
        var directory = Objects.requireNonNull(target.getParent());
        var changed = new HashSet<Path>();
        changed.add(directory);
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
            // the names of new directories are in their parents
            changed.add(Objects.requireNonNull(directory.getParent()));
            changed.add(root);
        }
        Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
        return changed;
    }

    static Path forceFile(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        return file;
    }

    static void forceDirectory(Path directory) throws IOException {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public ContentBatch batch() throws IOException {
        return new DirectoryContentBatch(this, incoming());
    }

    @Override
    public void remove(ContentHash hash) throws IOException {
        Files.deleteIfExists(address(hash, RAW));
    }

    @Override
    public Path incoming() throws IOException {
        return Files.createDirectories(root.resolve("incoming"));
    }

    @Override
    public void sweep(Instant since) throws IOException {
        for (var left : listed(incoming())) {
            if (Files.getLastModifiedTime(left).toInstant().isBefore(since)) {
                if (Files.isDirectory(left)) {
                    for (var file : listed(left)) {
                        Files.deleteIfExists(file);
                    }
                }
                Files.deleteIfExists(left);
            }
        }
    }

    static List<Path> listed(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Override
    public Optional<Path> file(ContentHash hash) {
        return Optional.of(address(hash, RAW)).filter(Files::exists);
    }

    @Override
    public Optional<Path> gzippedFile(ContentHash hash) {
        return Optional.of(address(hash, GZIPPED)).filter(Files::exists);
    }

    @Override
    public Optional<InputStream> openGzipped(ContentHash hash) throws IOException {
        var file = gzippedFile(hash);
        return file.isEmpty() ? Optional.empty() : Optional.of(new GZIPInputStream(Files.newInputStream(file.get()), 8192));
    }

    Path address(ContentHash hash, String form) {
        var hex = hash.hex();
        return root.resolve(hex.substring(0, 2)).resolve(hex.substring(2, 4)).resolve(hex + "." + form);
    }
}
