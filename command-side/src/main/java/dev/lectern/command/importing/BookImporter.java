package dev.lectern.command.importing;

import dev.lectern.command.book.BookCommand.RecordImport;
import dev.lectern.command.book.BookCommand.RecordImportFailure;
import dev.lectern.command.book.BookState;
import dev.lectern.command.book.Books;
import dev.lectern.command.epub.EpubBook;
import dev.lectern.command.epub.EpubReader;
import dev.lectern.command.epub.EpubRefused;
import dev.lectern.command.epub.ReadingBudget;
import dev.lectern.command.epub.Turns;
import dev.lectern.command.messaging.Commands;
import dev.lectern.contracts.content.ContentBatch;
import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.content.ContentStore;
import dev.lectern.contracts.event.BookEvent.Chapter;
import dev.lectern.contracts.event.BookEvent.Cover;
import dev.lectern.contracts.json.LecternJson;
import dev.lectern.contracts.nlp.Extractors;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads an uploaded EPUB into the content store and tells the book what was found. Doing it twice does no harm: what is
 * stored has the same address, and the book listens to the first result only.
 */
@Component
class BookImporter {

    private static final Logger log = LoggerFactory.getLogger(BookImporter.class);
    private static final String STEPPED_ASIDE = "stepped-aside";

    private final Books books;
    private final Commands commands;
    private final ContentStore content;
    private final EpubReader reader;
    private final ImportProperties limits;
    private final Turns turns;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final Timer processorTime;
    private final DistributionSummary memory;

    BookImporter(Books books, Commands commands, ContentStore content, EpubReader reader, ImportProperties limits, Turns turns,
                 Clock clock, MeterRegistry metrics) {
        this.books = books;
        this.commands = commands;
        this.content = content;
        this.reader = reader;
        this.limits = limits;
        this.turns = turns;
        this.clock = clock;
        this.metrics = metrics;
        this.processorTime = Timer.builder("lectern.import.processor").description("Processor time of reading one EPUB").register(metrics);
        this.memory = DistributionSummary.builder("lectern.import.memory").baseUnit("bytes")
                .description("Memory that reading one EPUB held at the most, as far as it is counted").register(metrics);
    }

    /**
     * @return false if the book takes so much of a processor that it had better step aside: nothing was stored of it
     * @throws UncheckedIOException if the content store can't be read or written: worth another try
     */
    boolean importUnlessLong(UUID bookId) {
        return importWithin(limits.stepAside(), bookId);
    }

    /** @throws UncheckedIOException if the content store can't be read or written: worth another try */
    void importBook(UUID bookId) {
        importWithin(limits.processorTime(), bookId);
    }

    private boolean importWithin(Duration most, UUID bookId) {
        var book = waiting(bookId);
        if (book.isEmpty()) {
            return true;
        }
        var timing = Timer.start(metrics);
        var outcome = read(book.get(), most);
        timing.stop(Timer.builder("lectern.import").description("Reading an EPUB").tag("outcome", outcome).register(metrics));
        return !outcome.equals(STEPPED_ASIDE);
    }

    private Optional<BookState> waiting(UUID bookId) {
        return books.find(bookId).filter(book -> book.imported() == null && book.failure() == null);
    }

    /** @return {@code ready}, or why the book was refused or put off */
    private String read(BookState book, Duration most) {
        try {
            var file = content.file(book.content())
                    .orElseThrow(() -> new IOException("the content store has no " + book.content()));
            var epub = stored(book, file, most);
            log.info("imported {} “{}”: {} chapters, {} warnings", book.bookId(), epub.title(), epub.chapters().size(), epub.warnings().size());
            return "ready";
        } catch (EpubRefused refused) {
            if (refused.reason() == EpubRefused.Reason.TOO_SLOW && most.compareTo(limits.processorTime()) < 0) {
                log.info("{} takes more than {} ms of a processor and steps aside for others", book.bookId(), most.toMillis());
                return STEPPED_ASIDE;
            }
            log.info("refused {}: {}", book.bookId(), refused.sentence());
            commands.send(new RecordImportFailure(book.bookId(), book.content(), refused.code(), refused.sentence(), clock.instant()));
            return refused.code();
        } catch (StackOverflowError | OutOfMemoryError e) {
            log.warn("gave up on {}: {}", book.bookId(), e.toString());
            commands.send(new RecordImportFailure(book.bookId(), book.content(), "too-large",
                    "This book is too large or too deeply nested to be read.", clock.instant()));
            return "too-large";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its files are in the store before the book hears of them, all or none. */
    private EpubBook stored(BookState book, Path file, Duration most) throws EpubRefused, IOException {
        try (var batch = content.batch()) {
            var epub = read(book, file, batch, most);
            var imported = importOf(book, epub, batch);
            batch.commit();
            commands.send(imported);
            return epub;
        }
    }

    private EpubBook read(BookState book, Path file, ContentBatch batch, Duration most) throws EpubRefused, IOException {
        try (var turn = turns.take()) {
            var budget = ReadingBudget.of(limits.time(), most, limits.memory().toBytes(), turn::pass);
            try {
                return reader.read(file, book.fileName(), new ContentStoreSink(batch), budget);
            } finally {
                processorTime.record(budget.processorTime());
                memory.record(budget.mostBytes());
            }
        }
    }

    /** After too many tries. */
    void giveUp(UUID bookId) {
        waiting(bookId).ifPresent(book -> commands.send(new RecordImportFailure(bookId, book.content(), "internal",
                "The book could not be read because of a fault on our side. Upload it again to try once more.", clock.instant())));
    }

    private RecordImport importOf(BookState book, EpubBook epub, ContentBatch batch) throws IOException {
        var cover = epub.cover();
        return new RecordImport(book.bookId(), book.content(), epub.title(), epub.authors(), epub.language(), epub.genre(),
                cover == null ? null : new Cover(cover.content(), cover.mediaType()),
                batch.addGzipped(LecternJson.MAPPER.writeValueAsBytes(epub.toc())),
                batch.addGzipped(LecternJson.MAPPER.writeValueAsBytes(resourcesOf(epub))),
                epub.chapters().stream().map(BookImporter::chapterOf).toList(),
                epub.warnings(), Extractors.CURRENT, clock.instant());
    }

    /** As the query side finds them: by path within the EPUB. */
    private record StoredResource(ContentHash hash, String mediaType, long bytes) {
    }

    private static Map<String, StoredResource> resourcesOf(EpubBook epub) {
        var stored = new TreeMap<String, StoredResource>();
        epub.resources().forEach((path, resource) ->
                stored.put(path, new StoredResource(resource.content(), resource.mediaType(), resource.bytes())));
        return stored;
    }

    private static Chapter chapterOf(EpubBook.Chapter chapter) {
        return new Chapter(chapter.number(), chapter.title(), chapter.href(), chapter.linear(), chapter.content(),
                chapter.text(), chapter.characters(), chapter.words());
    }
}
