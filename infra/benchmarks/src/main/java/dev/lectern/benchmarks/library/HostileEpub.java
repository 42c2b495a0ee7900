// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.library;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An EPUB that keeps whoever reads it busy: within every limit of size, but chapter after chapter of lists in lists that nobody closed. */
public record HostileEpub(long seed) {

    private static final int CHAPTERS = 40;
    private static final int LISTS = 150_000;

    public byte[] bytes() {
        var random = new Random(seed);
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            add(zip, "mimetype", "application/epub+zip");
            add(zip, "META-INF/container.xml", "<container><rootfiles><rootfile full-path=\"book.opf\"/></rootfiles></container>");
            add(zip, "book.opf", "<package><metadata><title>Hostile " + seed + "</title></metadata><manifest>"
                    + each("<item id=\"c%1$d\" href=\"c%1$d.xhtml\" media-type=\"application/xhtml+xml\"/>") + "</manifest><spine>"
                    + each("<itemref idref=\"c%1$d\"/>") + "</spine></package>");
            for (var n = 1; n <= CHAPTERS; n++) {
                var lists = new StringBuilder("<html><body>");
                for (var list = 0; list < LISTS; list++) {
                    lists.append("<ul><li>");
                    // what is the same all over would be taken for a bomb
                    if (list % 5 == 0) {
                        lists.append(Integer.toString(random.nextInt(1_000_000), 36));
                    }
                }
                add(zip, "c" + n + ".xhtml", lists.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String each(String pattern) {
        return IntStream.rangeClosed(1, CHAPTERS).mapToObj(pattern::formatted).collect(Collectors.joining());
    }

    private static void add(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
