package dev.lectern.command.epub;

import static dev.lectern.command.epub.TestEpub.anEpub;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lectern.command.epub.EpubBook.Chapter;
import dev.lectern.command.epub.EpubBook.TocEntry;
import dev.lectern.command.epub.EpubRefused.Reason;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What authoring tools get wrong, and how the book comes out all the same. */
class SloppyBooksTest {

    @TempDir
    private Path folder;
    private final InMemorySink sink = new InMemorySink();

    private EpubBook read(TestEpub epub) throws Exception {
        return read(epub.bytes());
    }

    private EpubBook read(byte[] bytes) throws Exception {
        return EpubReader.within(EpubLimits.DEFAULT)
                .read(Files.write(folder.resolve("book.epub"), bytes), "My_first book.EPUB", sink, Budgets.usual());
    }

    private EpubRefused refusal(TestEpub epub) {
        return catchThrowableOfType(EpubRefused.class, () -> read(epub));
    }

    private static TestEpub aBook() {
        return anEpub().titled("A Book").by("An Author").in("en").chapter("One", "Some words.");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String text(EpubBook book) {
        return sink.text(book.chapters().getFirst());
    }

    private String xhtml(EpubBook book) {
        return sink.xhtml(book.chapters().getFirst());
    }

    // containers

    @Test
    void a_file_that_is_no_epub_is_said_to_be_none() {
        for (byte[] bytes : List.of(new byte[0], utf8("Hello"), utf8("%PDF-1.7 …"), TestEpub.zip(Map.of("a.txt", new byte[1])))) {
            EpubRefused refused = catchThrowableOfType(EpubRefused.class, () -> read(bytes));
            assertThat(refused.reason()).isEqualTo(Reason.NOT_AN_EPUB);
            assertThat(refused.code()).isEqualTo("not-an-epub");
            assertThat(refused.sentence()).startsWith("This file is not an EPUB");
        }
    }

    @Test
    void an_epub_without_chapters_or_package_document_is_unreadable() {
        assertThat(refusal(anEpub().titled("Empty").withoutContents()).reason()).isEqualTo(Reason.UNREADABLE);
        assertThat(refusal(aBook().without("OEBPS/content.opf")).reason()).isEqualTo(Reason.UNREADABLE);
    }

    @Test
    void a_missing_mimetype_is_only_worth_a_warning() throws Exception {
        EpubBook book = read(aBook().without("mimetype"));
        assertThat(book.title()).isEqualTo("A Book");
        assertThat(book.warnings()).hasSize(1);
    }

    @Test
    void a_book_zipped_with_its_folder_or_with_other_capitals_is_found() throws Exception {
        var wrapped = new LinkedHashMap<String, byte[]>();
        aBook().files().forEach((path, bytes) -> wrapped.put("My Book/" + path, bytes));
        EpubBook book = read(TestEpub.zip(wrapped));
        assertThat(book.chapters().getFirst().href()).isEqualTo("My Book/OEBPS/chapter-1.xhtml");
        assertThat(text(book)).isEqualTo("One\n\nSome words.");

        var shouting = new LinkedHashMap<String, byte[]>();
        aBook().files().forEach((path, bytes) -> shouting.put(path.replace("META-INF/container.xml", "meta-inf/Container.XML"), bytes));
        assertThat(read(TestEpub.zip(shouting)).title()).isEqualTo("A Book");
    }

    @Test
    void a_container_that_names_no_package_document_does_not_hide_it() throws Exception {
        EpubBook book = read(aBook().replacing("META-INF/container.xml", "<container/>"));
        assertThat(book.title()).isEqualTo("A Book");
        assertThat(book.warnings()).hasSize(1);
    }

    // package documents

    @Test
    void prefixes_that_are_not_declared_and_bare_ampersands_are_understood() throws Exception {
        EpubBook book = read(aBook().replacing("OEBPS/content.opf", """
                <opf:package><opf:metadata><DC:Title>Salt & Pepper</DC:Title><dc:creator opf:role="aut">A & B</dc:creator>
                <dc:creator opf:role="trl">T</dc:creator><dc:language>en_GB</dc:language></opf:metadata>
                <opf:manifest><opf:item id="a" href="chapter-1.xhtml" media-type="application/xhtml+xml"/></opf:manifest>
                <opf:spine><opf:itemref idref="a"/></opf:spine></opf:package>"""));
        assertThat(book.title()).isEqualTo("Salt & Pepper");
        assertThat(book.authors()).containsExactly("A & B");
        assertThat(book.language()).isEqualTo("en-GB");
        assertThat(book.declaredLanguages()).containsExactly("en_GB");
    }

    @Test
    void authors_are_those_who_wrote_it() throws Exception {
        EpubBook book = read(anEpub().titled("T").chapter("One", "Words").metadata("""
                <dc:creator id="a">Author</dc:creator><meta refines="#a" property="role">aut</meta>
                <dc:creator id="b">Illustrator</dc:creator><meta refines="#b" property="role">ill</meta>
                <dc:creator opf:role="edt">Editor</dc:creator><dc:creator>Nobody said</dc:creator>
                <dc:contributor>Helper</dc:contributor><dc:subject>Fiction</dc:subject><dc:subject>Other</dc:subject>
                <dc:description>&lt;p&gt;A &lt;b&gt;bold&lt;/b&gt; tale&lt;/p&gt;</dc:description>"""));
        assertThat(book.authors()).containsExactly("Author", "Nobody said");
        assertThat(book.genre()).isEqualTo("Fiction");
        assertThat(book.description()).isEqualTo("A bold tale");
    }

    @Test
    void a_book_without_title_is_called_like_its_file() throws Exception {
        EpubBook book = read(anEpub().chapter("One", "Words"));
        assertThat(book.title()).isEqualTo("My first book");
        assertThat(book.authors()).isEmpty();
        assertThat(book.language()).isEqualTo("und");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/my%20chapter%231.xhtml", "./text/my chapter%231.xhtml", "../OEBPS/text/my%20chapter%231.xhtml",
            "TEXT/My%20Chapter%231.XHTML", "/OEBPS/text/my%20chapter%231.xhtml", "text\\my%20chapter%231.xhtml"})
    void a_chapter_is_found_however_its_path_is_written(String href) throws Exception {
        EpubBook book = read(anEpub().titled("T").in("en").item(href, "application/xhtml+xml", "").itemRef(href)
                .file("OEBPS/text/my chapter#1.xhtml", TestEpub.xhtml("One", "<p>Found</p>")));
        assertThat(text(book)).isEqualTo("Found");
        assertThat(book.chapters().getFirst().href()).isEqualTo("OEBPS/text/my chapter#1.xhtml");
        assertThat(book.warnings()).isEmpty();
    }

    @Test
    void missing_chapters_are_empty_ones_and_unknown_ones_too() throws Exception {
        EpubBook book = read(aBook().item("gone.xhtml", "application/xhtml+xml", "").itemRef("gone.xhtml").itemRef("never-listed"));
        assertThat(book.chapters()).extracting(Chapter::words).containsExactly(3, 0, 0);
        assertThat(book.chapters()).extracting(Chapter::number).containsExactly(1, 2, 3);
        assertThat(book.warnings()).hasSize(2).allMatch(warning -> warning.contains("missing"));
    }

    @Test
    void a_book_that_forgot_its_spine_is_read_as_listed() throws Exception {
        String opf = new String(aBook().files().get("OEBPS/content.opf"), StandardCharsets.UTF_8);
        EpubBook book = read(aBook().replacing("OEBPS/content.opf", opf.replaceAll("<itemref[^>]*>", "")));
        assertThat(book.chapters()).extracting(Chapter::href).contains("OEBPS/chapter-1.xhtml");
        assertThat(book.warnings()).isNotEmpty();
    }

    // contents

    @Test
    void an_ncx_leads_into_the_middle_of_files() throws Exception {
        EpubBook book = read(aBook().chapter("Two", "More").ncx("""
                <navPoint><navLabel><text> Part  One </text></navLabel><content src="chapter-1.xhtml#p1"/>
                  <navPoint><navLabel><text>Inner</text></navLabel><content src="chapter-1.xhtml#p2"/></navPoint></navPoint>
                <navPoint><navLabel><text>Two</text></navLabel><content src="chapter%2D2.xhtml"/></navPoint>
                <navPoint><navLabel><text>Nowhere</text></navLabel><content src="http://example.org/"/></navPoint>"""));
        assertThat(book.toc()).extracting(TocEntry::title).containsExactly("Part One", "Two", "Nowhere");
        assertThat(book.toc()).extracting(TocEntry::href)
                .containsExactly("OEBPS/chapter-1.xhtml#p1", "OEBPS/chapter-2.xhtml", null);
        assertThat(book.toc()).extracting(TocEntry::chapter).containsExactly(1, 2, null);
        assertThat(book.toc().getFirst().children()).extracting(TocEntry::href).containsExactly("OEBPS/chapter-1.xhtml#p2");
        assertThat(book.chapters()).extracting(Chapter::title).containsExactly("Part One", "Two");
    }

    @Test
    void headings_without_links_hold_their_entries() throws Exception {
        EpubBook book = read(aBook().nav("<ol><li><span>Part</span><ol><li><a href='chapter-1.xhtml'>One <i>and</i> only</a></li></ol></li></ol>"));
        assertThat(book.toc().getFirst().title()).isEqualTo("Part");
        assertThat(book.toc().getFirst().href()).isNull();
        assertThat(book.toc().getFirst().children().getFirst().title()).isEqualTo("One and only");
    }

    @Test
    void without_contents_they_are_made_of_the_chapters_headings() throws Exception {
        EpubBook book = read(anEpub().titled("T").withoutContents().page("T", "<h2>A <br/>heading</h2><p>Words</p>")
                .page("A title", "<p>Words</p>").page("T", "<p>Words</p>"));
        assertThat(book.toc()).extracting(TocEntry::title).containsExactly("A heading", "A title", "Chapter 3");
        assertThat(book.toc()).extracting(TocEntry::chapter).containsExactly(1, 2, 3);
    }

    // pages

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-1", "windows-1252", "ISO-8859-15"})
    void a_page_is_read_in_the_encoding_it_declares(String encoding) throws Exception {
        byte[] page = ("<?xml version='1.0' encoding='" + encoding + "'?><html><body><p>Äpfel für Øre, déjà vu</p></body></html>")
                .getBytes(Charset.forName(encoding));
        EpubBook book = read(anEpub().titled("T").document("One", "one.xhtml", page));
        assertThat(text(book)).isEqualTo("Äpfel für Øre, déjà vu");
        assertThat(book.warnings()).isEmpty();
    }

    @Test
    void cyrillic_and_japanese_encodings_are_read_too() throws Exception {
        for (var text : Map.of("KOI8-R", "Война и мир", "windows-1251", "Преступление", "Shift_JIS", "吾輩は猫である", "GB18030", "红楼梦").entrySet()) {
            byte[] page = ("<html><head><meta charset=\"" + text.getKey() + "\"/></head><body><p>" + text.getValue() + "</p></body></html>")
                    .getBytes(Charset.forName(text.getKey()));
            assertThat(text(read(anEpub().titled("T").document("One", "one.xhtml", page)))).isEqualTo(text.getValue());
        }
    }

    @Test
    void a_page_that_declares_nothing_or_lies_keeps_its_letters() throws Exception {
        byte[] western = "<html><body><p>Caf\u00e9 \u201cquoted\u201d</p></body></html>".getBytes(Charset.forName("windows-1252"));
        assertThat(text(read(anEpub().titled("T").document("One", "one.xhtml", western)))).isEqualTo("Café “quoted”");
        byte[] lying = utf8("<?xml version='1.0' encoding='ISO-8859-1'?><html><body><p>Café “quoted”</p></body></html>");
        assertThat(text(read(anEpub().titled("T").document("One", "one.xhtml", lying)))).isEqualTo("Café “quoted”");
    }

    @Test
    void html_entities_work_whatever_the_doctype_says() throws Exception {
        EpubBook book = read(anEpub().titled("T").document("One", "one.xhtml", utf8("""
                <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">
                <html><body><p title="&eacute;&quot;">caf&eacute;&nbsp;&mdash; A&amp;B &lt;tag&gt; &hellip;</p></body></html>""")));
        assertThat(text(book)).isEqualTo("café — A&B <tag> …");
        assertThat(xhtml(book)).contains("title=\"é&quot;\"", "A&amp;B &lt;tag&gt;");
        assertThat(book.warnings()).isEmpty();
    }

    @Test
    void what_is_not_well_formed_is_mended_and_said() throws Exception {
        EpubBook book = read(anEpub().titled("T").page("One",
                "<p>First<br>line & more<p><a id=x/>Second <i>and <b>crossed</i> over</b> &unknown; <img src=a.png>"));
        assertThat(text(book)).isEqualTo("First\nline & more\n\nSecond and crossed over &unknown;");
        assertThat(book.warnings()).anyMatch(warning -> warning.contains("not well-formed"));
    }

    @Test
    void elements_closed_in_xhtmls_way_swallow_nothing_when_a_page_is_mended() throws Exception {
        EpubBook book = read(anEpub().titled("T").document("One", "one.xhtml",
                utf8("<html><head><title/><script src='x.js'/><style/></head><body><p>Kept<a id='a'/> all & whole</p><textarea/><p>end</p></body></html>")));
        assertThat(text(book)).isEqualTo("Kept all & whole\n\nend");
    }

    @Test
    void words_of_one_paragraph_stay_together_and_paragraphs_apart() throws Exception {
        EpubBook book = read(anEpub().titled("T").page("One", """
                <h1>The
                   Title</h1><p>One&#xad;word, <i>t</i>wo<br/>lines</p><ul><li>a</li><li>b</li></ul>
                <table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table><pre>x  y
                z</pre><p>&#8203;<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字</ruby></p>"""));
        assertThat(text(book)).isEqualTo("The Title\n\nOneword, two\nlines\n\na\nb\n\n1 2\n3\n\nx y\nz\n\n漢字");
        assertThat(xhtml(book)).contains("<rt>かん</rt>");
    }

    @Test
    void links_and_pictures_lead_to_the_books_own_addresses() throws Exception {
        EpubBook book = read(anEpub().titled("T").listed("images/a picture.png", "image/png", Pictures.png(2, 3))
                .page("One", """
                        <p id="here"><a href="chapter-2.xhtml#n%C3%B6te">next</a> <a href="#here">here</a>
                        <a href="./chapter-1.xhtml#here">this</a> <a href="gone.xhtml">gone</a>
                        <a name="old"></a><img src="images/a%20picture.png" alt="A &quot;picture&quot;"/>
                        <svg xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 1 1"><image xlink:href="IMAGES/a picture.png"/></svg></p>""")
                .chapter("Two", "Words"));
        assertThat(xhtml(book)).contains("<a href=\"chapters/2#n%C3%B6te\">next</a>", "<a href=\"#here\">here</a>",
                "<a href=\"#here\">this</a>", "<a>gone</a>", "<a id=\"old\"></a>",
                "<img src=\"resources/OEBPS/images/a%20picture.png\" alt=\"A &quot;picture&quot;\"/>", "viewBox=\"0 0 1 1\"",
                "<image href=\"resources/OEBPS/images/a%20picture.png\"></image>");
    }

    @Test
    void a_drawing_or_a_picture_in_the_spine_is_a_page_without_words() throws Exception {
        EpubBook book = read(anEpub().titled("T").listed("page.svg", "image/svg+xml",
                        utf8("<svg xmlns='http://www.w3.org/2000/svg'><text>Drawn words</text></svg>")).itemRef("page.svg")
                .listed("photo.png", "image/png", Pictures.png(1, 1)).itemRef("photo.png"));
        assertThat(book.chapters()).extracting(Chapter::words).containsExactly(0, 0);
        assertThat(xhtml(book)).contains("<text>Drawn words</text>");
        assertThat(sink.xhtml(book.chapters().get(1))).contains("<img src=\"resources/OEBPS/photo.png\"");
    }

    @Test
    void one_reader_reads_many_books_at_a_time() throws Exception {
        Path file = aBook().chapter("Two", "More <i>words</i> &amp; more.").at(folder.resolve("shared.epub"));
        EpubReader reader = EpubReader.within(EpubLimits.DEFAULT);
        try (var threads = java.util.concurrent.Executors.newFixedThreadPool(8)) {
            var books = threads.invokeAll(java.util.Collections.nCopies(200,
                    () -> reader.read(file, "book.epub", new InMemorySink(), Budgets.usual())));
            EpubBook alone = reader.read(file, "book.epub", sink, Budgets.usual());
            for (var book : books) {
                assertThat(book.get()).isEqualTo(alone);
            }
        }
    }

    // covers

    @Test
    void the_cover_is_found_wherever_it_is_declared() throws Exception {
        byte[] png = Pictures.png(20, 30);
        TestEpub[] ways = {
            aBook().item("c.png", "image/png", "properties=\"cover-image\"").file("OEBPS/c.png", png),
            aBook().listed("c.png", "image/png", png).metadata("<meta name=\"cover\" content=\"id-c-png\"/>"),
            aBook().listed("c.png", "image/png", png).metadata("<meta content=\"c.png\" name=\"cover\"/>"),
            aBook().listed("c.png", "image/png", png).guide("<reference type=\"cover\" href=\"c.png\"/>"),
            aBook().listed("c.png", "image/png", png).listed("cover.xhtml", "application/xhtml+xml",
                    utf8(TestEpub.xhtml("Cover", "<img src='c.png'/>"))).guide("<reference type=\"cover\" href=\"cover.xhtml\"/>"),
            anEpub().titled("T").page("One", "<img src='c.png'/>").file("OEBPS/c.png", png)};
        for (TestEpub way : ways) {
            EpubBook.Cover cover = read(way).cover();
            assertThat(cover).isNotNull();
            assertThat(List.of(cover.href(), cover.mediaType(), cover.width(), cover.height()))
                    .containsExactly("OEBPS/c.png", "image/png", 20, 30);
        }
        assertThat(read(aBook()).cover()).isNull();
    }

    // protection

    @Test
    void an_obfuscated_font_comes_out_clear() throws Exception {
        byte[] font = new byte[3_000];
        new java.util.Random(1).nextBytes(font);
        String uuid = "urn:uuid:1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed";
        byte[] sha1 = java.security.MessageDigest.getInstance("SHA-1").digest(utf8(uuid));
        byte[] plainUuid = java.util.HexFormat.of().parseHex("1b9d6bcdbbfd4b2d9b5dab8dfbbd4bed");
        EpubBook book = read(aBook().metadata("<dc:identifier>" + uuid + "</dc:identifier>")
                .listed("a.otf", "font/otf", masked(font, sha1, 1_040)).listed("b.otf", "font/otf", masked(font, plainUuid, 1_024))
                .file("META-INF/encryption.xml", "<encryption>" + encrypted("http://www.idpf.org/2008/embedding", "a.otf")
                        + encrypted("http://ns.adobe.com/pdf/enc#RC", "b.otf") + "</encryption>"));
        for (String path : List.of("OEBPS/a.otf", "OEBPS/b.otf")) {
            assertThat(sink.bytes(book.resources().get(path).content())).isEqualTo(font);
        }
    }

    private static String encrypted(String algorithm, String name) {
        return "<EncryptedData><EncryptionMethod Algorithm=\"" + algorithm + "\"/><CipherData><CipherReference URI=\"OEBPS/"
                + name + "\"/></CipherData></EncryptedData>";
    }

    private static byte[] masked(byte[] font, byte[] key, int length) {
        byte[] masked = font.clone();
        for (int i = 0; i < length; i++) {
            masked[i] ^= key[i % key.length];
        }
        return masked;
    }

    @ParameterizedTest
    @ValueSource(strings = {"META-INF/rights.xml", "META-INF/license.lcpl", "META-INF/sinf.xml"})
    void a_shops_licence_is_drm(String path) {
        EpubRefused refused = refusal(aBook().file(path, "<rights/>"));
        assertThat(refused.reason()).isEqualTo(Reason.PROTECTED);
        assertThat(refused.sentence()).contains("DRM");
    }

    @Test
    void an_encrypted_chapter_is_drm_and_an_obfuscated_font_is_none() throws Exception {
        TestEpub drm = aBook().file("META-INF/encryption.xml",
                encrypted("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "chapter-1.xhtml"));
        assertThat(refusal(drm).reason()).isEqualTo(Reason.PROTECTED);
        EpubBook book = read(aBook().listed("f.otf", "font/otf", new byte[2_000]).file("META-INF/encryption.xml",
                encrypted("http://www.idpf.org/2008/embedding", "f.otf")));
        assertThat(book.resources()).containsKey("OEBPS/f.otf");
        assertThat(book.warnings()).isEmpty();
    }
}
