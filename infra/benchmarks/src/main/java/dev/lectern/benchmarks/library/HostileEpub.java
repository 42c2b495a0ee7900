// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.library;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * An EPUB that keeps whoever reads it busy: within every limit of size, but chapter after chapter of what parsers hold in memory or look at
 * again and again, and a table of contents that nobody could use. What it is full of depends on the seed.
 */
public record HostileEpub(long seed) {

    private static final int CHAPTERS = 40;
    private static final int PIECES = 150_000;
    private static final int ENTRIES = 150_000;

    /** What a chapter is full of. None of it is closed, but in the last. */
    private static final List<String> FILLINGS = List.of("<ul><li>", "<table><tr><td>", "<b><p>x</b>", "<a href='#x'>x<i>", "<p><b>x</b> y</p>");

    public byte[] bytes() {
        var random = new Random(seed);
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            add(zip, "mimetype", "application/epub+zip");
            add(zip, "META-INF/container.xml", "<container><rootfiles><rootfile full-path=\"book.opf\"/></rootfiles></container>");
            add(zip, "book.opf", "<package><metadata><title>Hostile " + seed + "</title></metadata><manifest>"
                    + "<item id=\"nav\" href=\"nav.xhtml\" properties=\"nav\" media-type=\"application/xhtml+xml\"/>"
                    + each("<item id=\"c%1$d\" href=\"c%1$d.xhtml\" media-type=\"application/xhtml+xml\"/>") + "</manifest><spine>"
                    + each("<itemref idref=\"c%1$d\"/>") + "</spine></package>");
            add(zip, "nav.xhtml", "<html><body><nav epub:type=\"toc\"><ol>" + repeated("<li><a href='c1.xhtml'>", "</a></li>", ENTRIES, random) + "</ol></nav></body></html>");
            for (var n = 1; n <= CHAPTERS; n++) {
                add(zip, "c" + n + ".xhtml", "<html><body>" + repeated(FILLINGS.get((int) (seed % FILLINGS.size())), "", PIECES, random)
                        + "</body></html>");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String repeated(String before, String after, int times, Random random) {
        var all = new StringBuilder();
        for (var piece = 0; piece < times; piece++) {
            all.append(before);
            // what is the same all over would be taken for a bomb
            if (piece % 5 == 0) {
                all.append(Integer.toString(random.nextInt(1_000_000), 36));
            }
            all.append(after);
        }
        return all.toString();
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
