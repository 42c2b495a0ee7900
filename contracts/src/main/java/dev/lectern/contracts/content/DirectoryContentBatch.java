package dev.lectern.contracts.content;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/**
 * The files of a book on their way into a {@link DirectoryContentStore}: written to a folder of their own, forced to disk together
 * at the end, several at a time, so that the disk can take them in few journal commits, and then renamed.
 */
final class DirectoryContentBatch implements ContentBatch {

    private static final int FORCED_AT_ONCE = 8;

    private final DirectoryContentStore store;
    private final Path folder;
    private final Map<Path, Path> added = new LinkedHashMap<>();
    /** Of files that were there already: whoever put them there may not have forced their directories yet. */
    private final Set<Path> existing = new HashSet<>();

    DirectoryContentBatch(DirectoryContentStore store, Path incoming) throws IOException {
        this.store = store;
        this.folder = Files.createDirectory(incoming.resolve(UUID.randomUUID().toString()));
    }

    @Override
    public ContentHash addGzipped(byte[] bytes) throws IOException {
        return addGzipped(bytes, file -> {
            try (var gzip = new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), 8192)) {
                gzip.write(bytes);
            }
        });
    }

    @Override
    public ContentHash addGzipped(byte[] bytes, int from, int to) throws IOException {
        return addGzipped(bytes, file -> Files.write(file, GzippedPart.fileOf(bytes, from, to)));
    }

    @FunctionalInterface
    private interface Writing {
        void write(Path file) throws IOException;
    }

    private ContentHash addGzipped(byte[] bytes, Writing gzipped) throws IOException {
        var hash = ContentHash.of(bytes);
        var target = store.address(hash, DirectoryContentStore.GZIPPED);
        if (isNew(target)) {
            var file = folder.resolve(hash + "." + DirectoryContentStore.GZIPPED);
            gzipped.write(file);
            added.put(target, file);
        }
        return hash;
    }

    @Override
    public ContentHash add(InputStream content) throws IOException {
        var digest = ContentHash.sha256();
        var file = folder.resolve(UUID.randomUUID().toString());
        var kept = false;
        try {
            Files.copy(new DigestInputStream(content, digest), file);
            var hash = ContentHash.ofDigest(digest.digest());
            var target = store.address(hash, DirectoryContentStore.RAW);
            kept = isNew(target);
            if (kept) {
                added.put(target, file);
            }
            return hash;
        } finally {
            if (!kept) {
                Files.deleteIfExists(file);
            }
        }
    }

    private boolean isNew(Path target) {
        if (added.containsKey(target)) {
            return false;
        }
        if (Files.exists(target)) {
            existing.add(target.getParent());
            return false;
        }
        return true;
    }

    @Override
    public void commit() throws IOException {
        try (var threads = Executors.newFixedThreadPool(FORCED_AT_ONCE, Thread.ofPlatform().name("content-", 1).daemon().factory())) {
            all(threads, added.values(), DirectoryContentStore::forceFile);
            var changed = new HashSet<>(existing);
            for (var file : added.entrySet()) {
                changed.addAll(store.move(file.getValue(), file.getKey()));
            }
            all(threads, changed, DirectoryContentStore::forceDirectory);
        }
        added.clear();
    }

    @FunctionalInterface
    private interface Forcing {
        void force(Path path) throws IOException;
    }

    private static void all(ExecutorService threads, Collection<Path> paths, Forcing forcing) throws IOException {
        try {
            var forced = threads.invokeAll(paths.stream().<Callable<Path>>map(path -> () -> {
                forcing.force(path);
                return path;
            }).toList());
            for (var path : forced) {
                path.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("a batch could not be forced to disk", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a batch was forced to disk", e);
        }
    }

    @Override
    public void close() throws IOException {
        for (var left : DirectoryContentStore.listed(folder)) {
            Files.delete(left);
        }
        Files.delete(folder);
    }
}
