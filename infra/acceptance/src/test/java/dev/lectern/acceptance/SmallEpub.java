package dev.lectern.acceptance;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** A valid EPUB 3 with chapters that are worth illustrating. No two of different names share a text. */
record SmallEpub(String title, int chapters) {

    /** Its cover's path, which is a small picture. */
    static final String COVER = "OEBPS/cover.png";

    private static final String CONTAINER = """
            <?xml version="1.0"?>
            <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
            <rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
            """;

    byte[] bytes() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            stored(zip, "mimetype", "application/epub+zip");
            add(zip, "META-INF/container.xml", CONTAINER);
            add(zip, "OEBPS/book.opf", packageDocument());
            add(zip, "OEBPS/nav.xhtml", navigation());
            add(zip, COVER, picture());
            for (var n = 1; n <= chapters; n++) {
                add(zip, "OEBPS/c" + n + ".xhtml", chapter(n));
            }
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
                <manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
                <item id="cover" href="cover.png" media-type="image/png" properties="cover-image"/>%2$s</manifest>
                <spine>%3$s</spine></package>
                """.formatted(title, each("<item id=\"c%1$d\" href=\"c%1$d.xhtml\" media-type=\"application/xhtml+xml\"/>"),
                each("<itemref idref=\"c%1$d\"/>"));
    }

    private String navigation() {
        return xhtml("Contents", "<nav xmlns:epub=\"http://www.idpf.org/2007/ops\" epub:type=\"toc\"><ol>"
                + each("<li><a href=\"c%1$d.xhtml\">Chapter %1$d</a></li>") + "</ol></nav>");
    }

    private String chapter(int number) {
        return xhtml("Chapter " + number, "<h1>Chapter " + number + "</h1>" + """
                <p>This is chapter %2$d of %1$s. "Are you there?" she asked, and nobody answered.</p>
                <p>The old harbour lay grey and silent under a low sky, and the narrow houses leaned over the black water like tired
                men. A rusty lantern swung above the door of the %2$d. tavern and threw a yellow, trembling light on the wet stones.</p>
                <p>Captain Vance was a tall, gaunt man with a white scar across his weathered cheek, and his pale eyes never rested
                long on anything. He wore a faded blue coat with brass buttons, and his hands were broad and brown.</p>
                <p>They talked for a while. Then they went home.</p>
                """.formatted(title, number));
    }

    private String each(String pattern) {
        return IntStream.rangeClosed(1, chapters).mapToObj(pattern::formatted).collect(Collectors.joining());
    }

    private static String xhtml(String title, String body) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>" + title
                + "</title></head><body>" + body + "</body></html>";
    }

    private static byte[] picture() throws IOException {
        var png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(4, 6, BufferedImage.TYPE_INT_RGB), "png", png);
        return png.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, String content) throws IOException {
        add(zip, name, content.getBytes(StandardCharsets.UTF_8));
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private static void stored(ZipOutputStream zip, String name, String content) throws IOException {
        var bytes = content.getBytes(StandardCharsets.US_ASCII);
        var checksum = new CRC32();
        checksum.update(bytes);
        var entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}
