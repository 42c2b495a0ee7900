package dev.lectern.command.epub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An EPUB that a test makes for itself: {@code anEpub().titled("Walden").chapter("Economy", "When I wrote…").bytes()}. */
public final class TestEpub {

    private static final String FOLDER = "OEBPS/";

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<String, byte[]> replaced = new LinkedHashMap<>();
    private final List<String> left = new ArrayList<>();
    private final StringBuilder metadata = new StringBuilder();
    private final StringBuilder manifest = new StringBuilder();
    private final StringBuilder spine = new StringBuilder();
    private final StringBuilder contents = new StringBuilder();
    private String spineAttributes = "";
    private String guide = "";
    private int chapters;
    private boolean withContents = true;

    private TestEpub() {
    }

    /** A valid EPUB 3 without title, author or chapters yet. */
    public static TestEpub anEpub() {
        return new TestEpub();
    }

    public TestEpub titled(String title) {
        return metadata("<dc:title>" + title + "</dc:title>");
    }

    public TestEpub by(String author) {
        return metadata("<dc:creator>" + author + "</dc:creator>");
    }

    public TestEpub in(String language) {
        return metadata("<dc:language>" + language + "</dc:language>");
    }

    /** XML within the package document's metadata. */
    public TestEpub metadata(String xml) {
        metadata.append(xml);
        return this;
    }

    /** A chapter with a heading and one paragraph for each text. */
    public TestEpub chapter(String title, String... paragraphs) {
        return page(title, "<h1>" + title + "</h1><p>" + String.join("</p><p>", paragraphs) + "</p>");
    }

    /** A chapter with this body. */
    public TestEpub page(String title, String body) {
        String name = "chapter-" + (chapters + 1) + ".xhtml";
        return document(title, name, xhtml(title, body).getBytes(StandardCharsets.UTF_8));
    }

    /** A chapter of exactly these bytes. */
    public TestEpub document(String title, String name, byte[] bytes) {
        listed(name, "application/xhtml+xml", bytes);
        contents.append("<li><a href=\"").append(name).append("\">").append(title).append("</a></li>");
        return itemRef(name);
    }

    /** Names a listed file in the spine. */
    public TestEpub itemRef(String name) {
        chapters++;
        spine.append("<itemref idref=\"").append(id(name)).append("\"/>");
        return this;
    }

    /** A file beside the chapters that the manifest lists. */
    public TestEpub listed(String name, String mediaType, byte[] bytes) {
        item(name, mediaType, "");
        return file(FOLDER + name, bytes);
    }

    /** A line of the manifest, without its file. */
    public TestEpub item(String name, String mediaType, String attributes) {
        manifest.append("<item id=\"").append(id(name)).append("\" href=\"").append(name).append("\" media-type=\"")
                .append(mediaType).append("\" ").append(attributes).append("/>");
        return this;
    }

    /** A file at this path of the archive that nothing lists. */
    public TestEpub file(String path, byte[] bytes) {
        files.put(path, bytes);
        return this;
    }

    public TestEpub file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Another content for a file that the builder makes itself, such as {@code OEBPS/content.opf}. */
    public TestEpub replacing(String path, String text) {
        return replacing(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public TestEpub replacing(String path, byte[] bytes) {
        replaced.put(path, bytes);
        return this;
    }

    public TestEpub without(String path) {
        left.add(path);
        return this;
    }

    /** A navigation document with this list. */
    public TestEpub nav(String list) {
        return replacing(FOLDER + "nav.xhtml", navigation(list));
    }

    public TestEpub withoutContents() {
        withContents = false;
        return this;
    }

    /** An EPUB 2: its contents are in an NCX. */
    public TestEpub ncx(String navPoints) {
        listed("toc.ncx", "application/x-dtbncx+xml", ("<!DOCTYPE ncx PUBLIC \"-//NISO//DTD ncx 2005-1//EN\" "
                + "\"http://www.daisy.org/z3986/2005/ncx-2005-1.dtd\"><ncx xmlns=\"http://www.daisy.org/z3986/2005/ncx/\">"
                + "<navMap>" + navPoints + "</navMap></ncx>").getBytes(StandardCharsets.UTF_8));
        spineAttributes = " toc=\"" + id("toc.ncx") + "\"";
        return withoutContents();
    }

    public TestEpub guide(String references) {
        guide = "<guide>" + references + "</guide>";
        return this;
    }

    public Map<String, byte[]> files() {
        var all = new LinkedHashMap<String, byte[]>();
        all.put("mimetype", "application/epub+zip".getBytes(StandardCharsets.UTF_8));
        all.put("META-INF/container.xml", """
                <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
                <rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/>
                </rootfiles></container>""".getBytes(StandardCharsets.UTF_8));
        all.put(FOLDER + "content.opf", packageDocument().getBytes(StandardCharsets.UTF_8));
        if (withContents) {
            all.put(FOLDER + "nav.xhtml", navigation("<ol>" + contents + "</ol>").getBytes(StandardCharsets.UTF_8));
        }
        all.putAll(files);
        replaced.forEach(all::put);
        left.forEach(all::remove);
        return all;
    }

    private String packageDocument() {
        String nav = withContents
                ? "<item id=\"nav\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>" : "";
        return "<package version=\"3.0\" xmlns=\"http://www.idpf.org/2007/opf\" "
                + "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:opf=\"http://www.idpf.org/2007/opf\">"
                + "<metadata>" + metadata + "</metadata><manifest>" + nav + manifest + "</manifest>"
                + "<spine" + spineAttributes + ">" + spine + "</spine>" + guide + "</package>";
    }

    private static String navigation(String list) {
        return "<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\"><body>"
                + "<nav epub:type=\"toc\">" + list + "</nav></body></html>";
    }

    public static String xhtml(String title, String body) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><!DOCTYPE html><html xmlns=\"http://www.w3.org/1999/xhtml\" "
                + "xmlns:epub=\"http://www.idpf.org/2007/ops\"><head><title>" + title + "</title></head><body>" + body
                + "</body></html>";
    }

    public byte[] bytes() {
        return zip(files());
    }

    /** Writes the book to a file and answers it. */
    public Path at(Path file) {
        try {
            return Files.write(file, bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] zip(Map<String, byte[]> files) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                var entry = new ZipEntry(file.getKey());
                if (file.getKey().equals("mimetype")) {
                    var crc = new CRC32();
                    crc.update(file.getValue());
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(file.getValue().length);
                    entry.setCrc(crc.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String id(String name) {
        return "id-" + name.replaceAll("[^A-Za-z0-9]", "-");
    }
}
