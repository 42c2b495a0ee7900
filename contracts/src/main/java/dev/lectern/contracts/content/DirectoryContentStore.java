package dev.lectern.contracts.content;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A content store in a directory: {@code ab/cd/abcd….raw} and {@code ab/cd/abcd….gz}. A file appears under its address
 * by an atomic rename after its bytes were forced to disk, so a crash leaves at most a stray file in {@code incoming}.
 *
 * <p>Several machines share it through a network file system that renames atomically (NFS, CephFS).
 */
public final class DirectoryContentStore implements ContentStore {

    private final Path root;

    public DirectoryContentStore(Path root) {
        this.root = root;
    }

    @Override
    public ContentHash store(byte[] bytes) throws IOException {
        var hash = ContentHash.of(bytes);
        place(bytes, address(hash, "raw"));
        return hash;
    }

    @Override
    public ContentHash storeGzipped(byte[] bytes) throws IOException {
        var hash = ContentHash.of(bytes);
        var target = address(hash, "gz");
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
            try (var channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                var buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            publish(temporary, target);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    @Override
    public void adopt(Path incoming, ContentHash hash) throws IOException {
        var target = address(hash, "raw");
        if (Files.exists(target)) {
            Files.delete(incoming);
            return;
        }
        try (var channel = FileChannel.open(incoming, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        publish(incoming, target);
    }

    private static void publish(Path source, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        try {
            Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            return;
        }
        // the rename itself is durable once the directory is
        try (var directory = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    @Override
    public Path incoming() throws IOException {
        return Files.createDirectories(root.resolve("incoming"));
    }

    @Override
    public Optional<Path> file(ContentHash hash) {
        return Optional.of(address(hash, "raw")).filter(Files::exists);
    }

    @Override
    public Optional<Path> gzippedFile(ContentHash hash) {
        return Optional.of(address(hash, "gz")).filter(Files::exists);
    }

    @Override
    public Optional<InputStream> openGzipped(ContentHash hash) throws IOException {
        var file = gzippedFile(hash);
        return file.isEmpty() ? Optional.empty() : Optional.of(new GZIPInputStream(Files.newInputStream(file.get()), 8192));
    }

    private Path address(ContentHash hash, String form) {
        var hex = hash.hex();
        return root.resolve(hex.substring(0, 2)).resolve(hex.substring(2, 4)).resolve(hex + "." + form);
    }
}
