package dev.lectern.command.epub;

import static dev.lectern.command.epub.TestEpub.anEpub;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.command.epub.EpubBook.Chapter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What tools get wrong about pages, and how their text comes out all the same. */
class SloppyPagesTest extends MadeBooks {

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
        try (var threads = Executors.newFixedThreadPool(8)) {
            var books = threads.invokeAll(Collections.nCopies(200,
                    () -> reader.read(file, "book.epub", new InMemorySink(), Budgets.usual())));
            EpubBook alone = reader.read(file, "book.epub", sink, Budgets.usual());
            for (var book : books) {
                assertThat(book.get()).isEqualTo(alone);
            }
        }
    }
}
