package dev.lectern.command.epub;

import static dev.lectern.command.epub.TestEpub.anEpub;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lectern.command.epub.EpubRefused.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** References lead to a file of the book or nowhere, and archives that lie about where they are cut lead to a refusal. */
class StrangeReferencesTest {

    private static final int END = 22;

    @TempDir
    private Path folder;
    private final InMemorySink sink = new InMemorySink();

    private EpubBook read(byte[] bytes) throws Exception {
        return EpubReader.within(EpubLimits.DEFAULT).read(Files.write(folder.resolve("book.epub"), bytes), "book.epub", sink, Budgets.usual());
    }

    private static TestEpub aBook() {
        return anEpub().titled("A Book").in("en").chapter("One", "Some words.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../../../etc/passwd", "%2e%2e/%2e%2e/%2e%2e/etc/passwd", "..%2f..%2f..%2fetc%2fpasswd", "%2e%2e%5c%2e%2e%5cetc%5cpasswd",
            "/etc/passwd", "file:///etc/passwd", "file:/etc/passwd", "//localhost/etc/passwd", "..\\..\\etc\\passwd", "%252e%252e/etc/passwd",
            "\uff0e\uff0e/etc/passwd", "jar:file:///x.jar!/y", "C:\\etc\\passwd"})
    void what_points_outside_is_missing(String reference) throws Exception {
        var book = read(anEpub().titled("A Book").page("One", "<p>Words <img src=\"" + reference + "\" alt=\"\"/><a href=\"" + reference + "\">link</a></p>")
                .item(reference, "application/xhtml+xml", "").itemRef(reference).bytes());
        assertThat(book.chapters()).hasSize(2);
        assertThat(book.chapters().getLast().words()).isZero();
        assertThat(book.resources()).isEmpty();
        assertThat(sink.xhtml(book.chapters().getFirst())).doesNotContain("src=", "passwd");
    }

    @Test
    void a_package_document_outside_is_not_read() throws Exception {
        var book = read(aBook().replacing("META-INF/container.xml", """
                <container><rootfiles><rootfile full-path="../../../etc/passwd" media-type="application/oebps-package+xml"/>
                <rootfile full-path="file:///etc/passwd"/><rootfile full-path="%2e%2e/%2e%2e/etc/passwd"/></rootfiles></container>""").bytes());
        assertThat(book.warnings()).anyMatch(warning -> warning.contains("content.opf"));
    }

    @Test
    void no_name_holds_what_no_database_takes_or_is_without_end() throws Exception {
        var book = read(anEpub().titled("A Book").page("One", "<p>Words</p>").nav("<ol><li><a href='chapter-1.xhtml#a%00b'>One</a></li>"
                        + "<li><a href='missing%00.xhtml'>Two</a></li><li><a href='chapter-1.xhtml#" + "x".repeat(100_000) + "'>Three</a></li></ol>")
                .item("missing%00.xhtml", "application/xhtml+xml", "").itemRef("missing%00.xhtml")
                .itemRef("nothing" + "x".repeat(100_000)).bytes());
        assertThat(book.chapters()).hasSize(3).allSatisfy(chapter -> assertThat(chapter.href()).hasSizeLessThan(600).doesNotContain("\0"));
        assertThat(book.toc()).allSatisfy(entry -> assertThat(String.valueOf(entry.href())).hasSizeLessThan(600).doesNotContain("\0"));
    }

    @Test
    void names_that_differ_in_form_or_case_lead_to_their_files() throws Exception {
        var composed = "Größe.png";
        var decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
        var book = read(anEpub().titled("A Book").page("One", "<img src='" + composed + "'/><img src='a.PNG'/><img src='b.png'/><img src='B.png'/>")
                .listed(decomposed, "image/png", Pictures.png(1, 1)).listed("A.png", "image/png", Pictures.png(2, 2))
                .listed("b.png", "image/png", Pictures.png(3, 3)).listed("B.png", "image/png", Pictures.png(4, 4)).bytes());
        assertThat(sink.xhtml(book.chapters().getFirst())).contains("resources/OEBPS/A.png", "resources/OEBPS/b.png", "resources/OEBPS/B.png",
                "resources/OEBPS/" + BookPaths.encoded(decomposed));
        assertThat(book.resources().get("OEBPS/b.png").content()).isNotEqualTo(book.resources().get("OEBPS/B.png").content());
    }

    @Test
    void a_file_that_says_it_is_something_else_is_read_with_a_warning() throws Exception {
        assertThat(read(aBook().replacing("mimetype", "application/zip").bytes()).warnings()).anyMatch(warning -> warning.contains("something else"));
        assertThat(read(aBook().bytes()).warnings()).noneMatch(warning -> warning.contains("mimetype"));
    }

    @Test
    void a_book_in_a_book_is_no_resource() throws Exception {
        assertThat(read(aBook().listed("inner.epub", "application/epub+zip", aBook().bytes()).listed("inner.png", "application/epub+zip", aBook().bytes()).bytes())
                .resources().keySet()).doesNotContain("OEBPS/inner.epub");
    }

    private Reason refusal(byte[] archive) {
        return catchThrowableOfType(EpubRefused.class, () -> read(archive)).reason();
    }

    /** The book with something else in its end record. */
    private static byte[] ending(int offset, int... shorts) {
        var bytes = HostileZip.of(aBook().files()).bytes();
        var end = ByteBuffer.wrap(bytes, bytes.length - END, END).slice().order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < shorts.length; i++) {
            end.putShort(offset + 2 * i, (short) shorts[i]);
        }
        return bytes;
    }

    @Test
    void an_archive_in_parts_or_with_other_numbers_than_it_holds_is_refused() {
        assertThat(refusal(ending(4, 1))).isEqualTo(Reason.UNREADABLE);
        assertThat(refusal(ending(6, 1))).isEqualTo(Reason.UNREADABLE);
        assertThat(refusal(ending(8, 1))).isEqualTo(Reason.UNREADABLE);
        assertThat(refusal(ending(8, 1, 1))).isEqualTo(Reason.UNREADABLE);
        assertThat(refusal(ending(8, 0xffff, 0xffff))).isIn(Reason.UNREADABLE, Reason.TOO_LARGE);
        assertThat(refusal(ending(12, 0xffff, 0xffff))).isEqualTo(Reason.UNREADABLE);
        assertThat(refusal(ending(16, 0xffff, 0xffff))).isEqualTo(Reason.UNREADABLE);
    }

    @Test
    void sizes_of_64_bits_that_nobody_has_are_refused() {
        for (long said : new long[]{Long.MAX_VALUE, -1, Long.MIN_VALUE, 1L << 40}) {
            var whole = HostileZip.of(aBook().files()).bytes();
            var zip64 = ByteBuffer.allocate(56 + 20).order(ByteOrder.LITTLE_ENDIAN).putInt(0x06064b50).putLong(44).putShort((short) 45).putShort((short) 45)
                    .putInt(0).putInt(0).putLong(said).putLong(said).putLong(said).putLong(said)
                    .putInt(0x07064b50).putInt(0).putLong(whole.length - END).putInt(1).array();
            var lying = ByteBuffer.allocate(whole.length + zip64.length).put(whole, 0, whole.length - END).put(zip64)
                    .put(ending(8, 0xffff, 0xffff, 0xffff, 0xffff, 0xffff, 0xffff), whole.length - END, END).array();
            assertThat(refusal(lying)).isIn(Reason.UNREADABLE, Reason.TOO_LARGE);
        }
    }

    @Test
    void what_stands_before_and_after_an_archive_changes_nothing_and_a_second_end_in_its_comment_hides_nothing() throws Exception {
        var whole = aBook().bytes();
        var around = ByteBuffer.allocate(whole.length + 200).put(new byte[100]).put(whole).put(new byte[100]).array();
        assertThat(read(around).chapters()).hasSize(1);
        var hidden = Arrays.copyOf(whole, whole.length + END);
        hidden[whole.length - 2] = END;
        System.arraycopy("PK\5\6".getBytes(StandardCharsets.ISO_8859_1), 0, hidden, whole.length, 4);
        assertThat(catchThrowableOfType(EpubRefused.class, () -> read(hidden))).isNotNull();
    }
}
