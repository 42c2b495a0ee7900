package dev.lectern.command.epub;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A ZIP file opened within limits: once open, its entries have safe and distinct names, don't overlap, and announce sizes
 * that are bearable; an {@link EntryStream} then holds each to what it announced.
 */
final class EpubArchive implements Closeable {

    private final FileChannel file;
    private final Map<String, ArchiveEntry> entries;
    private final Map<String, ArchiveEntry> byFoldedPath = new HashMap<>();
    private final ReadingBudget budget;

    private EpubArchive(FileChannel file, Map<String, ArchiveEntry> entries, ReadingBudget budget) {
        this.file = file;
        this.entries = entries;
        this.budget = budget;
        entries.values().forEach(entry -> byFoldedPath.putIfAbsent(folded(entry.path()), entry));
    }

    static EpubArchive open(Path path, EpubLimits limits, ReadingBudget budget) throws EpubRefused, IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            if (file.size() > limits.archiveBytes()) {
                throw EpubRefused.tooLarge("This file has %,d bytes; at most %,d are taken."
                        .formatted(file.size(), limits.archiveBytes()));
            }
            List<ArchiveEntry> listed = new CentralDirectory(file, limits, budget).entries();
            refuseOverlaps(listed);
            refuseBombs(listed, file.size(), limits);
            return new EpubArchive(file, distinct(listed), budget);
        } catch (EpubRefused | IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static void refuseOverlaps(List<ArchiveEntry> listed) throws EpubRefused {
        long end = 0;
        for (ArchiveEntry entry : listed.stream().sorted(Comparator.comparingLong(ArchiveEntry::header)).toList()) {
            if (entry.header() < end) {
                throw EpubRefused.hostile("Files inside this EPUB's archive overlap.");
            }
            end = entry.end();
        }
    }

    private static void refuseBombs(List<ArchiveEntry> listed, long bytes, EpubLimits limits) throws EpubRefused {
        long total = 0;
        for (ArchiveEntry entry : listed) {
            if (entry.size() < 0 || entry.size() > limits.entryBytes()) {
                throw EpubRefused.tooLarge("The file “%s” inside this EPUB is too large.".formatted(
                        Prose.shorten(entry.path())));
            }
            if (explodes(entry.size(), entry.compressed(), limits)) {
                throw EpubRefused.hostile("The file “%s” inside this EPUB unpacks to more than %d times its size."
                        .formatted(Prose.shorten(entry.path()), limits.inflationRatio()));
            }
            total += entry.size();
            if (total > limits.inflatedBytes()) {
                throw EpubRefused.tooLarge("This EPUB unpacks to more than %,d bytes.".formatted(limits.inflatedBytes()));
            }
        }
        if (explodes(total, bytes, limits)) {
            throw EpubRefused.hostile("This EPUB unpacks to more than %d times its size."
                    .formatted(limits.inflationRatio()));
        }
    }

    private static boolean explodes(long inflated, long compressed, EpubLimits limits) {
        return inflated > limits.inflationFloor() && inflated / limits.inflationRatio() > compressed;
    }

    private static Map<String, ArchiveEntry> distinct(List<ArchiveEntry> listed) throws EpubRefused {
        var entries = new LinkedHashMap<String, ArchiveEntry>();
        for (ArchiveEntry entry : listed) {
            ArchiveEntry before = entries.putIfAbsent(entry.path(), entry);
            if (before != null && !before.hasTheContentOf(entry)) {
                throw EpubRefused.hostile("This EPUB holds two different files named “%s”."
                        .formatted(Prose.shorten(entry.path())));
            }
        }
        return entries;
    }

    Collection<ArchiveEntry> entries() {
        return entries.values();
    }

    /** The entry of exactly this path, else one that differs in case or in Unicode form only. */
    @Nullable ArchiveEntry find(String path) {
        ArchiveEntry exact = entries.get(path);
        return exact != null ? exact : byFoldedPath.get(folded(path));
    }

    private static String folded(String path) {
        return Normalizer.normalize(path, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** The entry's bytes; reading throws {@link RefusedWhileReading} where they are not what was announced. */
    InputStream open(ArchiveEntry entry) {
        return new EntryStream(file, entry, budget);
    }

    /** All of the entry's bytes. */
    byte[] bytes(ArchiveEntry entry, int limit) throws EpubRefused, IOException {
        if (entry.size() > limit) {
            throw EpubRefused.tooLarge("The file “%s” inside this EPUB has %,d bytes; at most %,d are taken."
                    .formatted(Prose.shorten(entry.path()), entry.size(), limit));
        }
        budget.use(entry.size());
        try (InputStream in = open(entry)) {
            byte[] bytes = in.readNBytes((int) entry.size());
            // the end is where size and check sum are held against what was announced
            in.read();
            return bytes;
        } catch (RefusedWhileReading e) {
            throw e.refusal();
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
