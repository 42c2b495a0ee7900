package dev.lectern.query.projection;

import static dev.lectern.query.testing.QuerySide.eventually;
import static dev.lectern.query.testing.TestBook.NOON;
import static dev.lectern.query.testing.TestBook.aBook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lectern.contracts.event.BookEvent.BookDetailsChanged;
import dev.lectern.contracts.event.DomainEvent;
import dev.lectern.query.projection.Tally.Last;
import dev.lectern.query.projection.Tally.Mood;
import dev.lectern.query.testing.TestBook;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EngineTest {

    private final EngineFixture engine = new EngineFixture();
    private final Tally tally = new Tally();
    private final TestBook book = aBook().called("Emma", "Jane Austen", "Ann \"O'Nym\", {and} others");

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void a_row_is_stored_as_the_record_is() throws SQLException {
        engine.prepare(tally);
        engine.log.append(book.uploaded(), book.imported());

        engine.worker(tally, engine.claims()).advance();

        assertThat(engine.rows()).containsExactly(new Tally.Row(book.id(), 2, 20, 1.0, true, Mood.TENSE,
                new Last("Emma", NOON.plusSeconds(1), book.authors())));
    }

    @Test
    void rows_are_folded_on_from_where_they_were() throws SQLException {
        engine.prepare(tally);
        var worker = engine.worker(tally, engine.claims());
        engine.log.append(book.uploaded());
        worker.advance();
        engine.log.append(book.imported(), book.renamed("Emma II"));
        worker.advance();

        assertThat(engine.eventsOf(book.id())).isEqualTo(3);
    }

    @Test
    void a_row_can_go_and_come_back() throws SQLException {
        engine.prepare(tally);
        var worker = engine.worker(tally, engine.claims());
        engine.log.append(book.uploaded());
        worker.advance();
        engine.log.append(book.deleted());
        worker.advance();
        assertThat(engine.rows()).isEmpty();

        engine.log.append(book.restored());
        worker.advance();
        assertThat(engine.eventsOf(book.id())).isEqualTo(1);
    }

    @Test
    void an_owner_whose_claim_was_taken_cannot_commit() throws SQLException {
        engine.prepare(tally);
        var stalled = engine.claims();
        var stalledWorker = engine.worker(tally, stalled);
        engine.log.append(book.uploaded());
        engine.jdbc.sql("UPDATE query.segment SET claimed_until = now() - interval '1 s'").update();
        var successor = engine.worker(tally, engine.claims());

        assertThatThrownBy(stalledWorker::advance).isInstanceOf(Claim.LostException.class);
        assertThat(engine.rows()).isEmpty();

        successor.advance();
        assertThat(engine.eventsOf(book.id())).isEqualTo(1);
    }

    @Test
    void an_event_that_is_refused_parks_its_own_sequence_and_nothing_else() throws SQLException {
        var other = aBook();
        engine.prepare(tally);
        engine.log.append(book.uploaded(), book.renamed("refused"), other.uploaded(), book.imported(), other.imported());
        var worker = engine.worker(tally, engine.claims());
        worker.advance();
        engine.log.append(book.restored());
        worker.advance();

        assertThat(engine.eventsOf(book.id())).isEqualTo(1);
        assertThat(engine.eventsOf(other.id())).isEqualTo(2);
        assertThat(engine.deadLetters()).containsExactly("book.details-changed refused", "book.imported waits",
                "book.restored waits");
    }

    @Test
    void a_sequence_that_stood_still_is_taken_up_in_its_order() throws SQLException {
        engine.prepare(tally);
        engine.log.append(book.uploaded(), book.renamed("refused"), book.imported(), book.renamed("refused"), book.restored());
        var worker = engine.worker(tally, engine.claims());
        worker.advance();
        var mended = new Tally(1, 1, "");
        long letter = engine.states(tally).deadLetters(0, 10).getFirst().id();

        assertThat(engine.retries(tally).retry(letter)).hasValue(new Retries.Retried(0, 4));
        letter = engine.states(tally).deadLetters(0, 10).getFirst().id();
        assertThat(engine.retries(mended).retry(letter)).hasValue(new Retries.Retried(4, 0));

        assertThat(engine.eventsOf(book.id())).isEqualTo(5);
        assertThat(engine.deadLetters()).isEmpty();
        engine.log.append(book.imported());
        assertThatThrownBy(worker::advance).as("its memory of what stands still is stale").isInstanceOf(Claim.LostException.class);
        assertThat(engine.retries(tally).retry(letter)).isEmpty();
    }

    @Test
    void an_event_that_postgresql_refuses_again_is_a_dead_letter_again() throws SQLException {
        engine.prepare(tally);
        engine.log.append(book.uploaded(), book.renamed("refused"), book.imported(),
                new BookDetailsChanged(book.id(), book.owner(), "no text has a NUL: \0", null, null, null, NOON));
        engine.worker(tally, engine.claims()).advance();
        var mended = new Tally(1, 1, "");
        long letter = engine.states(tally).deadLetters(0, 10).getFirst().id();

        assertThat(engine.retries(mended).retry(letter)).hasValue(new Retries.Retried(2, 1));
        letter = engine.states(tally).deadLetters(0, 10).getFirst().id();
        assertThat(engine.retries(mended).retry(letter)).hasValue(new Retries.Retried(0, 1));

        assertThat(engine.eventsOf(book.id())).isEqualTo(3);
        assertThat(engine.deadLetters()).containsExactly("book.details-changed refused");
    }

    @Test
    void an_event_that_is_given_up_lets_go_of_what_waits_behind_it() throws SQLException {
        engine.prepare(tally);
        engine.log.append(book.uploaded(), book.renamed("refused"), book.imported());
        engine.worker(tally, engine.claims()).advance();

        var letter = engine.states(tally).deadLetters(0, 10).getFirst();
        assertThat(engine.retries(tally).discard(letter.id())).hasValue(new Retries.Retried(1, 0));
        assertThat(engine.eventsOf(book.id())).isEqualTo(2);
    }

    @Test
    void what_waits_behind_a_refused_event_waits_for_the_next_owner_too() throws SQLException {
        engine.prepare(tally);
        engine.log.append(book.renamed("refused"));
        var first = engine.claims();
        engine.worker(tally, first).advance();
        first.leave();
        engine.log.append(book.imported());
        engine.worker(tally, engine.claims()).advance();

        assertThat(engine.rows()).isEmpty();
        assertThat(engine.deadLetters()).containsExactly("book.details-changed refused", "book.imported waits");
    }

    @Test
    void an_event_of_a_later_release_parks_its_aggregate() throws SQLException {
        engine.prepare(tally);
        engine.log.append(book.uploaded());
        engine.log.appendUnreadable(book.id());
        var other = aBook();
        engine.log.append(book.imported(), other.uploaded());
        engine.worker(tally, engine.claims()).advance();

        assertThat(engine.eventsOf(book.id())).isEqualTo(1);
        assertThat(engine.eventsOf(other.id())).isEqualTo(1);
        assertThat(engine.deadLetters()).containsExactly("book.sent-to-the-moon refused", "book.imported waits");
        assertThat(engine.states(tally).deadLetters(0, 10)).extracting(DeadLetter::sequence)
                .containsOnly("aggregate:" + book.id());
    }

    @Test
    void a_row_that_postgresql_refuses_parks_its_sequence() {
        var others = IntStream.range(0, 20).mapToObj(i -> aBook()).toList();
        engine.log.append(others.stream().map(TestBook::uploaded).toList());
        engine.log.append(new BookDetailsChanged(book.id(), book.owner(), "no text has a NUL: \0", null, null, null, NOON));
        engine.log.append(others.stream().map(other -> other.imported()).toList());
        engine.instance(tally);

        eventually(() -> engine.jdbc.sql("SELECT to_regclass('query.tally') IS NOT NULL").query(Boolean.class).single()
                && others.stream().allMatch(other -> engine.eventsOf(other.id()) == 2));
        assertThat(engine.deadLetters()).containsExactly("book.details-changed refused");
    }

    @Test
    void instances_share_the_segments_and_take_over_from_one_that_leaves() {
        try (var shared = new EngineFixture(4)) {
            var first = shared.instance(tally);
            eventually(() -> shared.owned().size() == 4);
            shared.instance(tally);
            eventually(() -> shared.owned().size() == 4 && shared.owners() == 2);

            var books = IntStream.range(0, 50).mapToObj(i -> aBook()).toList();
            shared.log.append(books.stream().map(TestBook::uploaded).toList());
            eventually(() -> shared.rows().size() == 50);

            first.stop();
            shared.log.append(books.stream().map(b -> b.imported()).toList());
            eventually(() -> shared.rows().stream().allMatch(row -> row.events() == 2));
            assertThat(shared.owners()).isEqualTo(1);
        }
    }

    @Test
    void a_changed_projection_is_served_as_it_was_until_its_new_generation_is_built() throws SQLException {
        engine.prepare(tally);
        engine.log.append(book.uploaded(), book.imported());
        engine.worker(tally, engine.claims()).advance();

        var changed = new Tally(2, 100);
        engine.instance(changed);

        eventually(() -> engine.eventsOf(book.id()) == 200);
        assertThat(engine.generations().active(changed)).hasValueSatisfying(generation ->
                assertThat(generation.number()).isEqualTo(2));
    }

    @Test
    void a_new_column_is_empty_until_the_new_generation_is_built() throws SQLException {
        engine.prepare(tally);
        engine.log.append(book.uploaded());
        engine.worker(tally, engine.claims()).advance();
        var grown = new GrownTally();

        engine.generations().inTurn(() -> {
            engine.replays(grown).beginChanged(grown, engine.generations().active(grown).orElseThrow());
            return grown;
        });
        assertThat(engine.notes()).containsExactly("");

        engine.instance(grown);
        eventually(() -> engine.notes().equals(List.of("here")));
    }

    /** The tally of a later release, which has one more column and forgot to count its version up. */
    private record GrownTally() implements Projection<Tally.Key, GrownTally.Row> {

        record Row(UUID bookId, int events, String note) {
        }

        @Override
        public String name() {
            return "tally";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public RowTable<Tally.Key, Row> table() {
            return RowTable.of(Tally.Key.class, Row.class);
        }

        @Override
        public Stream<Tally.Key> keys(DomainEvent event) {
            return new Tally().keys(event);
        }

        @Override
        public Row evolve(Row row, Tally.Key key, DomainEvent event) {
            return new Row(key.bookId(), row == null ? 1 : row.events() + 1, "here");
        }
    }

    @Test
    void no_event_is_skipped_while_an_earlier_transaction_is_still_open() throws SQLException {
        engine.prepare(tally);
        var worker = engine.worker(tally, engine.claims());
        var late = aBook();
        try (var open = engine.database.owner().getConnection(); var statement = open.createStatement()) {
            open.setAutoCommit(false);
            // takes its place in the log now, and commits after its neighbour
            statement.execute("SELECT pg_current_xact_id(), nextval('events.event_index')");
            engine.log.append(book.uploaded());
            assertThat(worker.advance()).isZero();
            statement.execute("""
                    INSERT INTO events.event (id, aggregate_type, aggregate_id, sequence, name, revision, payload, metadata, recorded_at)
                    VALUES (gen_random_uuid(), 'Book', '%s', 0, 'book.restored', 1,
                            '{"bookId":"%s","ownerId":"%s","restoredAt":"2026-03-01T12:00:00Z"}', '{}', now())
                    """.formatted(late.id(), late.id(), late.owner()));
            open.commit();
        }

        eventually(() -> advance(worker) >= 0 && engine.rows().size() == 2);
    }

    private static int advance(SegmentWorker<?, ?> worker) {
        try {
            return worker.advance();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void the_engine_goes_on_after_postgresql_cut_every_connection() {
        engine.instance(tally);
        engine.log.append(book.uploaded());
        eventually(() -> !engine.owned().isEmpty() && engine.eventsOf(book.id()) == 1);

        engine.cutConnections();
        engine.log.append(book.imported());

        eventually(() -> engine.eventsOf(book.id()) == 2);
    }

    @Test
    void the_states_tell_position_and_lag() throws SQLException {
        engine.prepare(tally);
        var worker = engine.worker(tally, engine.claims());
        engine.log.append(book.uploaded());
        var behind = engine.states(tally).all().getFirst();
        assertThat(behind.lagEvents()).isEqualTo(1);

        worker.advance();
        var caughtUp = engine.states(tally).all().getFirst();
        assertThat(caughtUp.lagEvents()).isZero();
        assertThat(caughtUp.lagMs()).isZero();
        assertThat(List.of(caughtUp.segments().size(), caughtUp.generation())).containsExactly(1, 1);
    }
}
