// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.library;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A valid EPUB 3 of any size. Books of different seeds have no chapter in common.
 *
 * @param pictures of a million bytes each, which don't compress
 */
public record Epub(String title, long seed, int chapters, int wordsOfChapter, int pictures) {

    private static final int PICTURE_BYTES = 1_000_000;
    private static final int SENTENCES_OF_PARAGRAPH = 6;
    private static final String CONTAINER = """
            <?xml version="1.0"?>
            <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
            <rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
            """;

    /** As long as <i>Moby-Dick</i>: 135 chapters of 1,570 words. */
    public static Epub large(long seed) {
        return new Epub("The Long Voyage " + seed, seed, 135, 1_570, 0);
    }

    public byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            stored(zip, "mimetype", "application/epub+zip".getBytes(StandardCharsets.US_ASCII));
            add(zip, "META-INF/container.xml", CONTAINER);
            add(zip, "OEBPS/book.opf", packageDocument());
            add(zip, "OEBPS/nav.xhtml", navigation());
            for (var n = 1; n <= chapters; n++) {
                add(zip, "OEBPS/c" + n + ".xhtml", chapter(n));
            }
            var random = new Random(seed);
            for (var n = 1; n <= pictures; n++) {
                var picture = new byte[PICTURE_BYTES];
                random.nextBytes(picture);
                stored(zip, "OEBPS/p" + n + ".jpg", picture);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private String packageDocument() {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
                <metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:lectern:%1$s</dc:identifier>
                <dc:title>%1$s</dc:title><dc:creator>Ann Author</dc:creator><dc:language>en</dc:language>
                <meta property="dcterms:modified">2026-01-01T00:00:00Z</meta></metadata>
                <manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>%2$s%3$s</manifest>
                <spine>%4$s</spine></package>
                """.formatted(title, each(chapters, "<item id=\"c%1$d\" href=\"c%1$d.xhtml\" media-type=\"application/xhtml+xml\"/>"),
                each(pictures, "<item id=\"p%1$d\" href=\"p%1$d.jpg\" media-type=\"image/jpeg\"/>"),
                each(chapters, "<itemref idref=\"c%1$d\"/>"));
    }

    private String navigation() {
        return xhtml("Contents", "<nav xmlns:epub=\"http://www.idpf.org/2007/ops\" epub:type=\"toc\"><ol>"
                + each(chapters, "<li><a href=\"c%1$d.xhtml\">Chapter %1$d</a></li>") + "</ol></nav>");
    }

    private String chapter(int number) {
        var prose = new Prose(seed * 1_000 + number);
        var body = new StringBuilder("<h1>Chapter " + number + " of " + title + "</h1>\n");
        for (var words = 0; words < wordsOfChapter; ) {
            body.append("<p>");
            for (var sentence = 0; sentence < SENTENCES_OF_PARAGRAPH; sentence++) {
                words += prose.sentence(body);
            }
            body.append("</p>\n");
        }
        return xhtml("Chapter " + number, body.toString());
    }

    private static String each(int count, String pattern) {
        return IntStream.rangeClosed(1, count).mapToObj(pattern::formatted).collect(Collectors.joining());
    }

    private static String xhtml(String title, String body) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>" + title
                + "</title></head><body>" + body + "</body></html>";
    }

    private static void add(ZipOutputStream zip, String name, String content) throws IOException {
        zip.setLevel(Deflater.DEFAULT_COMPRESSION);
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static void stored(ZipOutputStream zip, String name, byte[] content) throws IOException {
        var checksum = new CRC32();
        checksum.update(content);
        var entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
