package dev.lectern.command.epub;

import static dev.lectern.command.epub.TestEpub.anEpub;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Reads books that a test has made. */
abstract class MadeBooks {

    @TempDir
    Path folder;
    final InMemorySink sink = new InMemorySink();

    EpubBook read(TestEpub epub) throws Exception {
        return read(epub.bytes());
    }

    EpubBook read(byte[] bytes) throws Exception {
        return EpubReader.within(EpubLimits.DEFAULT)
                .read(Files.write(folder.resolve("book.epub"), bytes), "My_first book.EPUB", sink, Budgets.usual());
    }

    EpubRefused refusal(TestEpub epub) {
        return catchThrowableOfType(EpubRefused.class, () -> read(epub));
    }

    static TestEpub aBook() {
        return anEpub().titled("A Book").by("An Author").in("en").chapter("One", "Some words.");
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    String text(EpubBook book) {
        return sink.text(book.chapters().getFirst());
    }

    String xhtml(EpubBook book) {
        return sink.xhtml(book.chapters().getFirst());
    }
}
