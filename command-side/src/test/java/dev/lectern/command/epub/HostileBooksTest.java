package dev.lectern.command.epub;

import static dev.lectern.command.epub.TestEpub.anEpub;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lectern.command.epub.EpubRefused.Reason;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files made to harm are refused with a reason, or read with the harmful part gone. */
class HostileBooksTest {

    private static final EpubLimits LIMITS = EpubLimits.DEFAULT;

    @TempDir
    private Path folder;
    private final InMemorySink sink = new InMemorySink();

    private static TestEpub aBook() {
        return anEpub().titled("A Book").in("en").chapter("One", "Some words.");
    }

    private EpubBook read(byte[] bytes) throws Exception {
        return EpubReader.within(LIMITS).read(Files.write(folder.resolve("book.epub"), bytes), "book.epub", sink, Budgets.usual());
    }

    private EpubRefused refusal(byte[] bytes) {
        return catchThrowableOfType(EpubRefused.class, () -> read(bytes));
    }

    private Reason refusalAtUpload(byte[] bytes) throws Exception {
        Path file = Files.write(folder.resolve("upload.epub"), bytes);
        EpubRefused refused = catchThrowableOfType(EpubRefused.class, () -> EpubReader.within(LIMITS).inspect(file, Budgets.usual()));
        return refused.reason();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil.css", "a/../../evil.css", "/etc/evil.css", "C:/evil.css", "a\\..\\evil.css",
            "evil\0.css", "a/..", "evil\n.css"})
    void a_name_that_points_outside_is_refused(String name) throws Exception {
        var zip = HostileZip.of(aBook().files());
        zip.add(name, new byte[10]);
        assertThat(refusalAtUpload(zip.bytes())).isEqualTo(Reason.HOSTILE);
    }

    @Test
    void a_symbolic_link_is_refused() throws Exception {
        var zip = HostileZip.of(aBook().files());
        zip.add("OEBPS/link.css", "/etc/passwd".getBytes(StandardCharsets.UTF_8)).withMode(0120777);
        assertThat(refusalAtUpload(zip.bytes())).isEqualTo(Reason.HOSTILE);
    }

    @Test
    void two_different_files_of_one_name_are_refused_and_the_same_file_twice_is_not() throws Exception {
        var different = HostileZip.of(aBook().files());
        different.add("OEBPS/chapter-1.xhtml", "<p>Other words</p>".getBytes(StandardCharsets.UTF_8));
        assertThat(refusalAtUpload(different.bytes())).isEqualTo(Reason.HOSTILE);

        var same = HostileZip.of(aBook().files());
        same.add("OEBPS/chapter-1.xhtml", aBook().files().get("OEBPS/chapter-1.xhtml"));
        assertThat(read(same.bytes()).chapters()).hasSize(1);
    }

    @Test
    void files_that_overlap_are_refused() throws Exception {
        var zip = HostileZip.of(aBook().files());
        zip.add("OEBPS/again.css", aBook().files().get("OEBPS/chapter-1.xhtml")).at(zip.get("OEBPS/chapter-1.xhtml"));
        assertThat(refusalAtUpload(zip.bytes())).isEqualTo(Reason.HOSTILE);
    }

    @Test
    void a_file_that_is_larger_than_announced_is_refused_while_it_is_unpacked() {
        var zip = HostileZip.of(aBook().files());
        zip.add("OEBPS/bomb.css", new byte[50_000_000]).sayingSize(1_000);
        assertThat(refusal(zip.bytes()).reason()).isEqualTo(Reason.HOSTILE);
    }

    @Test
    void a_file_that_is_smaller_than_announced_or_fails_its_check_sum_is_damaged() {
        var smaller = HostileZip.of(aBook().files());
        smaller.get("OEBPS/chapter-1.xhtml").sayingSize(100_000);
        assertThat(refusal(smaller.bytes()).reason()).isEqualTo(Reason.UNREADABLE);

        var altered = HostileZip.of(aBook().files());
        altered.get("OEBPS/chapter-1.xhtml").sayingCrc(42);
        assertThat(refusal(altered.bytes()).sentence()).contains("damaged", "chapter-1.xhtml");
    }

    @Test
    void a_bomb_that_announces_itself_is_refused_at_upload() throws Exception {
        var zip = HostileZip.of(aBook().files());
        zip.add("OEBPS/bomb.css", new byte[50_000_000]);
        assertThat(refusalAtUpload(zip.bytes())).isEqualTo(Reason.HOSTILE);
        var announced = HostileZip.of(aBook().files());
        announced.add("OEBPS/huge.css", new byte[10]).sayingSize(2_000_000_000L);
        assertThat(refusalAtUpload(announced.bytes())).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void many_files_that_are_modest_each_are_refused_together() throws Exception {
        var zip = HostileZip.of(aBook().files());
        byte[] fiveMegabytes = new byte[5 << 20];
        for (int i = 0; i < 5; i++) {
            zip.add("OEBPS/part-" + i + ".css", fiveMegabytes);
        }
        assertThat(refusalAtUpload(zip.bytes())).isEqualTo(Reason.HOSTILE);
    }

    @Test
    void too_many_files_are_refused() throws Exception {
        var zip = HostileZip.of(aBook().files());
        for (int i = 0; i <= LIMITS.entries(); i++) {
            zip.add("f" + i, new byte[0]);
        }
        assertThat(refusalAtUpload(zip.bytes())).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void folders_within_folders_without_end_and_endless_names_are_refused() throws Exception {
        var deep = HostileZip.of(aBook().files());
        deep.add("a/".repeat(100) + "b", new byte[1]);
        assertThat(refusalAtUpload(deep.bytes())).isEqualTo(Reason.HOSTILE);
        var longName = HostileZip.of(aBook().files());
        longName.add("a".repeat(5_000), new byte[1]);
        assertThat(refusalAtUpload(longName.bytes())).isEqualTo(Reason.HOSTILE);
    }

    @Test
    void a_password_on_the_archive_is_a_protection() throws Exception {
        var zip = HostileZip.of(aBook().files());
        zip.get("OEBPS/chapter-1.xhtml").withFlags(0x0801);
        assertThat(refusalAtUpload(zip.bytes())).isEqualTo(Reason.PROTECTED);
    }

    @Test
    void an_archive_cut_off_anywhere_is_refused_with_a_sentence() {
        byte[] whole = aBook().bytes();
        for (int length = 0; length < whole.length; length += 7) {
            EpubRefused refused = refusal(Arrays.copyOf(whole, length));
            assertThat(refused.reason()).isIn(Reason.NOT_AN_EPUB, Reason.UNREADABLE);
            assertThat(refused.sentence()).endsWith(".");
        }
    }

    @Test
    void flipped_bits_never_end_in_anything_but_a_book_or_a_refusal() throws Exception {
        byte[] whole = aBook().listed("a.css", "text/css", new byte[100]).bytes();
        var random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            byte[] broken = whole.clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                read(broken);
            } catch (EpubRefused refused) {
                assertThat(refused.sentence()).isNotBlank();
            }
        }
    }

    @Test
    void no_document_makes_the_reader_connect_anywhere_or_read_another_file() throws Exception {
        try (var listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + listener.getLocalPort() + "/x";
            Path secret = Files.writeString(folder.resolve("secret.txt"), "TOPSECRET");
            String doctype = "<!DOCTYPE html SYSTEM \"" + url + "\" [<!ENTITY % p SYSTEM \"" + url + "\"> %p; "
                    + "<!ENTITY x SYSTEM \"" + secret.toUri() + "\"><!ENTITY y SYSTEM \"" + url + "\">]>";
            TestEpub book = anEpub().titled("A Book &x;").in("en").document("One", "one.xhtml",
                    (doctype + "<html xmlns:xi=\"http://www.w3.org/2001/XInclude\"><body><p>Words &x; &y;</p>"
                            + "<xi:include href=\"" + secret.toUri() + "\" parse=\"text\"/></body></html>")
                            .getBytes(StandardCharsets.UTF_8));
            String opf = new String(book.files().get("OEBPS/content.opf"), StandardCharsets.UTF_8);
            EpubBook read = read(book.replacing("OEBPS/content.opf", doctype + opf)
                    .replacing("OEBPS/nav.xhtml", doctype
                            + "<html><body><nav type='toc'><ol><li><a href='one.xhtml'>&x;</a></li></ol></nav></body></html>")
                    .bytes());
            assertThat(read.toString() + sink.document(read.chapters().getFirst())).doesNotContain("TOPSECRET");
            listener.setSoTimeout(1);
            assertThat(catchThrowableOfType(java.net.SocketTimeoutException.class, listener::accept)).isNotNull();
        }
    }

    @Test
    void an_entity_bomb_stays_small() throws Exception {
        var entities = new StringBuilder("<!DOCTYPE html [<!ENTITY e0 \"lollollollol\">");
        for (int i = 1; i < 12; i++) {
            entities.append("<!ENTITY e").append(i).append(" \"").append(("&e" + (i - 1) + ";").repeat(10)).append("\">");
        }
        EpubBook book = read(anEpub().titled("Bomb").document("One", "one.xhtml",
                (entities + "]><html><body><p>Words &e11;</p></body></html>").getBytes(StandardCharsets.UTF_8)).bytes());
        assertThat(sink.text(book.chapters().getFirst())).startsWith("Words").hasSizeLessThan(100);
    }

    @Test
    void contents_ten_thousand_deep_are_cut() throws Exception {
        int deep = 10_000;
        EpubBook nav = read(aBook().nav("<ol><li><a href='chapter-1.xhtml'>x</a>".repeat(deep) + "</li></ol>".repeat(deep))
                .bytes());
        assertThat(depth(nav)).isEqualTo(LIMITS.tocDepth());
        assertThat(nav.warnings()).anyMatch(warning -> warning.contains("too deeply"));
        EpubBook unclosed = read(aBook().nav("<ol><li><a href='chapter-1.xhtml'>x</a>".repeat(deep)).bytes());
        assertThat(depth(unclosed)).isBetween(1, LIMITS.tocDepth());
        EpubBook ncx = read(aBook().ncx(("<navPoint><navLabel><text>x</text></navLabel>"
                + "<content src='chapter-1.xhtml'/>").repeat(deep) + "</navPoint>".repeat(deep)).bytes());
        assertThat(depth(ncx)).isEqualTo(LIMITS.tocDepth());
    }

    private static int depth(EpubBook book) {
        int depth = 0;
        for (var level = book.toc(); !level.isEmpty(); level = level.getFirst().children()) {
            depth++;
        }
        return depth;
    }

    @Test
    void contents_without_end_are_cut() throws Exception {
        EpubBook book = read(aBook().nav("<ol>" + "<li><a href='chapter-1.xhtml'>x</a></li>".repeat(30_000) + "</ol>").bytes());
        assertThat(book.toc()).hasSize(LIMITS.tocEntries());
    }

    @Test
    void a_spine_without_end_is_refused_and_one_chapter_named_often_is_read_once() throws Exception {
        TestEpub often = aBook();
        for (int i = 0; i < 1_000; i++) {
            often.itemRef("chapter-1.xhtml");
        }
        assertThat(read(often.bytes()).chapters()).hasSize(1_001).extracting(EpubBook.Chapter::words).containsOnly(3);
        for (int i = 0; i < LIMITS.spineItems(); i++) {
            often.itemRef("chapter-1.xhtml");
        }
        assertThat(refusal(often.bytes()).reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<div>", "<b>", "<svg>", "<a href='x'><b id='y'>", "<ruby><rt>", "<ul><li>"})
    void elements_one_hundred_thousand_deep_keep_their_words(String tag) throws Exception {
        String closing = tag.equals("<div>") ? "</div>".repeat(100_000) : "";
        EpubBook book = read(anEpub().titled("Deep").page("One", "<p>Before</p>" + tag.repeat(100_000) + "within" + closing).bytes());
        String xhtml = sink.xhtml(book.chapters().getFirst());
        assertThat(xhtml).contains("Before");
        assertThat(xhtml.length()).isLessThan(20_000_000);
    }

    @Test
    void tables_in_tables_without_end_are_refused() {
        String tables = "<table><tr><td>".repeat(100_000);
        assertThat(refusal(anEpub().titled("Deep").page("One", tables).bytes()).reason()).isEqualTo(Reason.HOSTILE);
    }

    @Test
    void titles_names_and_labels_lose_what_deceives_and_what_is_too_long() throws Exception {
        EpubBook book = read(anEpub().titled("Har\u202emless\u0007 \u2066title&#x7f;" + "x".repeat(10_000)).by("A\u202eB \n C")
                .chapter("On\u202ee", "Words").bytes());
        assertThat(book.title()).startsWith("Harmless titlex").hasSize(LIMITS.titleCharacters() + 1).endsWith("…");
        assertThat(book.authors()).containsExactly("AB C");
        assertThat(book.chapters().getFirst().title()).isEqualTo("One");
    }

    @Test
    void a_cover_of_a_billion_pixels_is_not_taken() throws Exception {
        EpubBook book = read(aBook().item("big.png", "image/png", "properties=\"cover-image\"")
                .file("OEBPS/big.png", Pictures.pngHeader(60_000, 60_000)).bytes());
        assertThat(book.cover()).isNull();
        assertThat(book.warnings()).anyMatch(warning -> warning.contains("60,000 × 60,000"));
    }

    @Test
    void a_page_keeps_nothing_that_runs_or_calls_home() throws Exception {
        String evil = """
                <p onclick="evil()" style="background:url(http://evil)">Kept<script>evil()</script></p>
                <a href="javascript:evil()">link</a><a href=" java&#9;script:evil()">tab</a><a href="http://evil.example/">out</a>
                <a href="//evil.example/">out</a><a href="data:text/html,evil">data</a>
                <img src="http://evil.example/x.png" onerror="evil()"/><img src="file:///etc/passwd"/>
                <iframe src="http://evil.example/">inner</iframe><object data="x.swf"><embed src="x.swf"/></object>
                <form action="http://evil.example/"><input name="a"/><button formaction="javascript:evil()">b</button></form>
                <svg xmlns="http://www.w3.org/2000/svg" onload="evil()"><script>evil()</script>
                  <a xlink:href="javascript:evil()"><text>svg</text></a><use href="http://evil.example/#a"/>
                  <animate attributeName="href" values="javascript:evil()"/><set attributeName="onload" to="evil()"/>
                  <image href="http://evil.example/x.png"/><rect fill="url(http://evil.example/)" style="fill:red"/>
                  <foreignObject><iframe src="javascript:evil()"/></foreignObject><style>@import "http://evil.example";</style></svg>
                <math xmlns="http://www.w3.org/1998/Math/MathML" href="javascript:evil()"><mi xlink:href="javascript:evil()">x</mi>
                  <annotation-xml encoding="text/html"><script>evil()</script></annotation-xml></math>
                <meta http-equiv="refresh" content="0;url=http://evil.example/"/><base href="http://evil.example/"/>
                <link rel="stylesheet" href="http://evil.example/x.css"/><video src="http://evil.example/x.mp4" autoplay=""/>
                <p title="&lt;script&gt;evil()&lt;/script&gt;&quot; onload=&quot;evil()">&lt;script&gt;text&lt;/script&gt;</p>
                <style>p { background: url(http://evil.example/) }</style><noscript><p title="&lt;/noscript>&lt;img src=x onerror=evil()>"/></noscript>
                """;
        for (String body : new String[]{evil, evil + "<p>not <b>well</p> formed"}) {
            EpubBook book = read(anEpub().titled("Evil").page("One", body).bytes());
            String xhtml = sink.xhtml(book.chapters().getFirst());
            assertThat(xhtml).contains("Kept").doesNotContain("http://evil", "//evil", "javascript:evil", "<script", "<iframe",
                    "<object", "<embed", "<form", "<input", "<style", "<link", "<meta", "<base", "<animate", "<set", "style=");
            for (var element : org.jsoup.Jsoup.parseBodyFragment(xhtml).body().getAllElements()) {
                element.attributes().forEach(attribute -> assertThat(attribute.getKey()).doesNotStartWith("on"));
            }
        }
    }

    @Test
    void nothing_that_a_browser_executes_becomes_a_resource_and_drawings_are_cleaned() throws Exception {
        byte[] html = "<script>evil()</script>".getBytes(StandardCharsets.UTF_8);
        EpubBook book = read(aBook().listed("evil.html", "image/png", html).listed("evil.js", "text/javascript", html)
                .listed("evil.xml", "application/xml", html).listed("evil.swf", "application/x-shockwave-flash", html)
                .listed("evil.svg", "image/svg+xml", ("<svg xmlns='http://www.w3.org/2000/svg' onload='evil()'><script>evil()"
                        + "</script><circle r='1'/></svg>").getBytes(StandardCharsets.UTF_8)).bytes());
        assertThat(book.resources().keySet()).allMatch(path -> path.equals("OEBPS/evil.svg") || path.equals("OEBPS/evil.html"));
        assertThat(book.resources().values()).extracting(EpubBook.Resource::mediaType)
                .isSubsetOf("image/svg+xml", "image/png");
        assertThat(sink.resource(book, "OEBPS/evil.svg")).contains("<circle", "xmlns=").doesNotContain("evil()");
    }

    @Test
    void a_document_beyond_its_limit_is_refused() {
        String tags = "<i/>".repeat(LIMITS.elements() * 2 + 10);
        assertThat(refusal(anEpub().titled("Many").page("One", tags).bytes()).reason())
                .isIn(Reason.TOO_LARGE, Reason.HOSTILE);
    }

    @Test
    void what_is_hidden_from_the_central_directory_does_not_exist() throws Exception {
        Map<String, byte[]> files = aBook().files();
        byte[] visible = HostileZip.of(files).bytes();
        byte[] hidden = HostileZip.of(Map.of("OEBPS/hidden.css", new byte[]{1})).bytes();
        byte[] both = Arrays.copyOf(hidden, hidden.length + visible.length);
        System.arraycopy(visible, 0, both, hidden.length, visible.length);
        assertThat(read(both).resources()).isEmpty();
    }
}
