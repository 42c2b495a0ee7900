package dev.lectern.command.analysis;

import dev.lectern.command.book.BookCommand.AnalysedText;
import dev.lectern.command.book.BookCommand.RecordAnalyses;
import dev.lectern.command.book.BookState;
import dev.lectern.command.book.Books;
import dev.lectern.command.messaging.Commands;
import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.content.ContentStore;
import dev.lectern.contracts.event.BookEvent.Chapter;
import dev.lectern.contracts.json.LecternJson;
import dev.lectern.contracts.nlp.AnalyseChapter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Brings what a book waits for on its way: tells it the results that are known, and sends the texts that nobody has sent. */
@Component
class BookAnalyst {

    private final Books books;
    private final TextAnalyses analyses;
    private final ContentStore content;
    private final AnalysisRequests requests;
    private final Commands commands;
    private final Clock clock;

    BookAnalyst(Books books, TextAnalyses analyses, ContentStore content, AnalysisRequests requests, Commands commands, Clock clock) {
        this.books = books;
        this.analyses = analyses;
        this.content = content;
        this.requests = requests;
        this.commands = commands;
        this.clock = clock;
    }

    /** A crash between sending and noting it sends a text twice, and its second result changes nothing. */
    void analyse(UUID bookId, String extractor) {
        tell(bookId, extractor, analyses.known(bookId, extractor));
        books.find(bookId).ifPresent(book -> send(book, extractor));
    }

    /** Tells a book what is known of its texts. */
    void tell(UUID bookId, String extractor, List<AnalysedText> known) {
        if (!known.isEmpty()) {
            commands.send(new RecordAnalyses(bookId, extractor, known, clock.instant()));
            analyses.heard(bookId, extractor, known.stream().map(AnalysedText::text).toList());
        }
    }

    private void send(BookState book, String extractor) {
        var chapters = book.chapters().stream()
                .collect(Collectors.toMap(Chapter::text, Function.identity(), (first, _) -> first));
        var language = Objects.requireNonNullElse(book.language(), "und");
        for (var unsent : analyses.unsent(book.bookId(), extractor)) {
            var chapter = chapters.get(unsent.text());
            if (chapter != null) {
                analyses.sendOnce(unsent, extractor, clock.instant(), () ->
                        requests.send(Sections.of(unsent.text(), extractor, language, textOf(chapter.content())), unsent.urgent()));
            }
        }
    }

    /** The part of a chapter document that is analysed. */
    private record ChapterText(String text) {
    }

    private String textOf(ContentHash document) {
        try (var json = content.openGzipped(document)
                .orElseThrow(() -> new IOException("the content store has no " + document))) {
            return LecternJson.MAPPER.readValue(json, ChapterText.class).text();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
