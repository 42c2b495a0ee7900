package dev.lectern.command.epub;

import static dev.lectern.command.epub.TestEpub.anEpub;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.command.epub.EpubBook.Chapter;
import dev.lectern.command.epub.EpubBook.TocEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tools get wrong about the package document, the contents and the cover, and how the book comes out all the same. */
class SloppyPackagesTest extends MadeBooks {

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
}
