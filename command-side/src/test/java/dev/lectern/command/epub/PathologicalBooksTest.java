package dev.lectern.command.epub;

import static dev.lectern.command.epub.TestEpub.anEpub;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.command.epub.EpubRefused.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What parsers are known to choke on is read or refused within a book's usual budget. */
class PathologicalBooksTest {

    @TempDir
    private Path folder;

    static Set<String> chapters() {
        return Pathological.chapters().keySet();
    }

    static Set<String> books() {
        return Pathological.books().keySet();
    }

    @ParameterizedTest
    @MethodSource("chapters")
    void a_chapter_is_read_or_too_large(String chapter) throws Exception {
        assertBearable(anEpub().titled("A Book").document("One", "one.xhtml", Pathological.chapters().get(chapter).get()));
    }

    @ParameterizedTest
    @MethodSource("books")
    void a_book_is_read_or_too_large(String book) throws Exception {
        var epub = anEpub().titled("A Book").chapter("One", "Some words.");
        Pathological.books().get(book).accept(epub);
        assertBearable(epub);
    }

    @Test
    void what_nobody_could_use_of_a_table_of_contents_is_not_kept() throws Exception {
        var epub = anEpub().titled("A Book").chapter("One", "Some words.").nav("<ol>" + "<li><a href='one.xhtml'>x</a></li>".repeat(150_000) + "</ol>");
        var budget = Budgets.usual();
        var book = EpubReader.within(EpubLimits.DEFAULT).read(Files.write(folder.resolve("book.epub"), epub.bytes()), "book.epub", new InMemorySink(), budget);
        assertThat(book.toc()).isNotEmpty();
        assertThat(budget.mostBytes()).isLessThan(64 << 20);
    }

    private void assertBearable(TestEpub epub) throws Exception {
        var zip = HostileZip.of(epub.files());
        epub.files().keySet().forEach(name -> zip.get(name).stored());
        Path file = Files.write(folder.resolve("book.epub"), zip.bytes());
        try {
            assertThat(EpubReader.within(EpubLimits.DEFAULT).read(file, "book.epub", new InMemorySink(), Budgets.usual()).chapters())
                    .isNotEmpty();
        } catch (EpubRefused refused) {
            assertThat(refused.reason()).as(refused.sentence()).isEqualTo(Reason.TOO_LARGE);
        }
    }
}
