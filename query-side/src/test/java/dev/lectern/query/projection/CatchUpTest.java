package dev.lectern.query.projection;

import static dev.lectern.query.testing.QuerySide.eventually;
import static dev.lectern.query.testing.TestBook.aBook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.contracts.event.DomainEvent;
import dev.lectern.contracts.event.ReaderEvent.ReaderErased;
import dev.lectern.query.testing.TestBook;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A log long enough for segments to be taken along together: its rows are those that workers make one by one. */
class CatchUpTest {

    private static final int EACH = 120;

    private EngineFixture engine = new EngineFixture(3);
    private final Tally tally = new Tally();
    private final List<TestBook> books = IntStream.range(0, 200).mapToObj(i -> aBook()).toList();

    @BeforeEach
    void aLongLog() {
        for (int i = 0; i < EACH; i++) {
            int round = i;
            engine.log.append(books.stream().<DomainEvent>map(book -> round == 0 ? book.uploaded()
                    : round == EACH - 1 ? book.imported() : book.renamed("\\ tab\t line\n {\"Emma\"} " + round)).toList());
        }
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    private void served(Projection<?, ?> projection) {
        engine.instance(projection);
        eventually(() -> engine.isServed(projection));
    }

    @Test
    void each_event_is_folded_once() {
        served(tally);
        eventually(() -> engine.rows().size() == 200 && engine.rows().stream().allMatch(row -> row.events() == EACH));

        assertThat(engine.rows()).extracting(Tally.Row::last).extracting(Tally.Last::authors).containsOnly(books.getFirst().authors());
        engine.log.append(books.stream().map(TestBook::imported).toList());
        eventually(() -> engine.rows().stream().allMatch(row -> row.events() == EACH + 1));
    }

    @Test
    void rows_that_memory_does_not_hold_are_taken_from_the_table() {
        var small = new EngineFixture(3, 50);
        engine.close();
        engine = small;
        aLongLog();
        served(tally);

        eventually(() -> engine.rows().size() == 200 && engine.rows().stream().allMatch(row -> row.events() == EACH));
    }

    @Test
    void a_replay_makes_the_rows_that_serve() {
        served(tally);
        eventually(() -> engine.rows().size() == 200 && engine.rows().stream().allMatch(row -> row.events() == EACH));
        var replays = engine.replays(tally);
        var replay = replays.begin("tally", new Replays.Request(7, null, true, null, null));

        eventually(() -> replays.find("tally", replay.id()).state().equals("activated"));
        assertThat(engine.rows()).hasSize(200).allMatch(row -> row.events() == EACH);
    }

    @Test
    void a_refused_event_parks_its_own_sequence() {
        var refused = books.get(7);
        engine.log.append(refused.renamed("refused"), refused.imported(), books.get(8).imported());
        served(tally);

        eventually(() -> engine.rows().size() == 200 && engine.eventsOf(books.get(8).id()) == EACH + 1);
        assertThat(engine.eventsOf(refused.id())).isEqualTo(EACH);
        assertThat(engine.deadLetters()).containsExactly("book.details-changed refused", "book.imported waits");
    }

    @Test
    void a_row_that_postgresql_refuses_parks_its_own_sequence() {
        var refused = books.get(7);
        engine.log.append(refused.renamed("no text has a NUL: \0"));
        engine.log.append(books.stream().filter(book -> book != refused).map(TestBook::imported).toList());
        served(tally);

        eventually(() -> engine.rows().size() == 200
                && engine.rows().stream().allMatch(row -> row.bookId().equals(refused.id()) || row.events() == EACH + 1));
        assertThat(engine.eventsOf(refused.id())).isEqualTo(EACH);
        assertThat(engine.deadLetters()).containsExactly("book.details-changed refused");
    }

    @Test
    void an_erased_reader_leaves_nothing_behind() {
        var owned = new OwnedTally();
        engine.log.append(new ReaderErased(books.getFirst().owner(), TestBook.NOON));
        served(owned);

        eventually(() -> engine.owners(owned).size() == 199);
        assertThat(engine.owners(owned)).doesNotContain(books.getFirst().owner());
    }
}
