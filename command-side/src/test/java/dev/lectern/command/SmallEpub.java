package dev.lectern.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The least EPUB 3 that is one, with a chapter for each text. */
public final class SmallEpub {

    private SmallEpub() {
    }

    /** @param chapters the words of each chapter */
    public static byte[] titled(String title, String... chapters) {
        var manifest = new StringBuilder();
        var spine = new StringBuilder();
        for (int i = 1; i <= chapters.length; i++) {
            manifest.append("<item id=\"c%d\" href=\"c%d.xhtml\" media-type=\"application/xhtml+xml\"/>".formatted(i, i));
            spine.append("<itemref idref=\"c%d\"/>".formatted(i));
        }
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            put(zip, "mimetype", "application/epub+zip");
            put(zip, "META-INF/container.xml", """
                    <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
                    <rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>""");
            put(zip, "book.opf", """
                    <package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
                    <metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">x</dc:identifier>
                    <dc:title>%s</dc:title><dc:language>en</dc:language></metadata>
                    <manifest>%s</manifest><spine>%s</spine></package>""".formatted(title, manifest, spine));
            for (int i = 1; i <= chapters.length; i++) {
                put(zip, "c%d.xhtml".formatted(i), """
                        <html xmlns="http://www.w3.org/1999/xhtml"><head><title>%d</title></head><body><p>%s</p></body></html>"""
                        .formatted(i, chapters[i - 1]));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
