package dev.lectern.command.epub;

import static dev.lectern.command.epub.TestEpub.anEpub;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lectern.command.epub.EpubRefused.Reason;
import dev.lectern.contracts.content.ContentHash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A book may cost so much and no more, wherever it makes the reader work. */
class ReadingBudgetTest {

    private static final Duration LONG = Duration.ofHours(1);
    private static final int MUCH = 128 << 20;
    private static final String WORDS = "<p>Words and words.</p>".repeat(20_000);

    @TempDir
    private Path folder;
    /** Each time that somebody looks at it, a millisecond is over. */
    private final AtomicLong ticking = new AtomicLong();
    private final AtomicInteger looks = new AtomicInteger();

    private long tick() {
        return ticking.addAndGet(1_000_000);
    }

    private ReadingBudget budget(Duration time, Duration processorTime, long memory, LongSupplier clock, LongSupplier processor) {
        return new ReadingBudget(time, processorTime, memory, looks::incrementAndGet, clock, processor);
    }

    private EpubRefused refusal(TestEpub book, ReadingBudget budget) {
        return catchThrowableOfType(EpubRefused.class, () -> read(book, budget, new InMemorySink()));
    }

    private EpubBook read(TestEpub book, ReadingBudget budget, EpubSink sink) throws EpubRefused, IOException {
        return EpubReader.within(EpubLimits.DEFAULT).read(book.at(folder.resolve("book.epub")), "book.epub", sink, budget);
    }

    @Test
    void a_book_within_its_budget_is_read_and_says_what_it_took() throws Exception {
        var budget = Budgets.usual();
        assertThat(read(anEpub().titled("A Book").chapter("One", "Words."), budget, new InMemorySink()).chapters()).hasSize(1);
        assertThat(budget.mostBytes()).isPositive();
        assertThat(budget.processorTime()).isPositive();
    }

    @Test
    void a_chapter_that_takes_too_long_ends_while_it_is_parsed() {
        var refused = refusal(anEpub().titled("A Book").page("One", WORDS), budget(Duration.ofMillis(100), LONG, MUCH, this::tick, () -> 0));
        assertThat(refused.reason()).isEqualTo(Reason.TOO_SLOW);
        assertThat(refused.sentence()).isEqualTo("This book takes too long to read: more than 100 ms.");
    }

    @Test
    void a_chapter_that_takes_too_much_work_ends_while_it_is_mended() {
        var refused = refusal(anEpub().titled("A Book").page("One", WORDS + "<b>not <i>well</b> formed"),
                budget(LONG, Duration.ofMillis(1_000), MUCH, () -> 0, this::tick));
        assertThat(refused.reason()).isEqualTo(Reason.TOO_SLOW);
        assertThat(refused.sentence()).isEqualTo("This book takes too much work to read: more than 1,000 ms of a processor's time.");
    }

    @Test
    void a_package_document_and_contents_that_take_too_long_end_too() {
        var hasty = Duration.ofMillis(20);
        assertThat(refusal(anEpub().metadata("<dc:creator>x</dc:creator>".repeat(10_000)).chapter("One", "Words."),
                budget(hasty, LONG, MUCH, this::tick, () -> 0)).reason()).isEqualTo(Reason.TOO_SLOW);
        assertThat(refusal(anEpub().titled("A Book").chapter("One", "Words.").nav("<ol>" + "<li><a href='x'>x</a></li>".repeat(10_000) + "</ol>"),
                budget(hasty, LONG, MUCH, this::tick, () -> 0)).reason()).isEqualTo(Reason.TOO_SLOW);
    }

    @Test
    void a_picture_that_takes_too_long_ends_while_it_is_unpacked() {
        var noise = new byte[4 << 20];
        new Random(1).nextBytes(noise);
        assertThat(refusal(anEpub().titled("A Book").chapter("One", "Words.").listed("noise.png", "image/png", noise),
                budget(Duration.ofMillis(30), LONG, MUCH, this::tick, () -> 0)).reason()).isEqualTo(Reason.TOO_SLOW);
    }

    @Test
    void a_sink_that_is_slow_takes_of_the_books_time() {
        var now = new AtomicLong();
        var slow = new EpubSink() {
            @Override
            public ContentHash chapter(byte[] document, int from, int to) {
                now.addAndGet(Duration.ofMinutes(1).toNanos());
                return ContentHash.of(document);
            }

            @Override
            public ContentHash resource(InputStream content) throws IOException {
                return ContentHash.of(content.readAllBytes());
            }
        };
        var book = anEpub().titled("A Book").chapter("One", "Words.").chapter("Two", "Words.").chapter("Three", "Words.");
        assertThat(catchThrowableOfType(EpubRefused.class,
                () -> read(book, budget(Duration.ofSeconds(90), LONG, MUCH, now::get, () -> 0), slow)).reason()).isEqualTo(Reason.TOO_SLOW);
    }

    @Test
    void a_document_that_takes_too_much_memory_is_too_large() {
        var refused = refusal(anEpub().titled("A Book").page("One", WORDS), budget(LONG, LONG, 2 << 20, () -> 0, () -> 0));
        assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(refused.sentence()).contains("more than 2 MB of memory");
    }

    @Test
    void what_becomes_of_a_document_counts_as_it_grows() {
        var path = "a/".repeat(15) + "ü".repeat(400) + ".png";
        var book = anEpub().titled("A Book").listed(path, "image/png", Pictures.png(1, 1));
        // each reference becomes three times as long, and all of them become text, XHTML and JSON
        book.page("One", ("<img src=\"" + path + "\"/>").repeat(2_000));
        assertThat(refusal(book, budget(LONG, LONG, 12 << 20, () -> 0, () -> 0)).reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void a_quick_look_has_a_budget_too() {
        var file = anEpub().titled("A Book").metadata("<dc:creator>x</dc:creator>".repeat(10_000)).chapter("One", "Words.").at(folder.resolve("look.epub"));
        assertThat(catchThrowableOfType(EpubRefused.class, () -> EpubReader.within(EpubLimits.DEFAULT)
                .inspect(file, budget(Duration.ofMillis(20), LONG, MUCH, this::tick, () -> 0))).reason()).isEqualTo(Reason.TOO_SLOW);
    }

    @Test
    void others_get_their_turn_while_a_chapter_is_parsed() throws Exception {
        read(anEpub().titled("A Book").page("One", WORDS), budget(LONG, LONG, MUCH, () -> 0, () -> 0), new InMemorySink());
        assertThat(looks.get()).isGreaterThan(500);
    }
}
