package dev.lectern.query.projection;

import static dev.lectern.query.testing.QuerySide.eventually;
import static dev.lectern.query.testing.TestBook.aBook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.contracts.Position;
import dev.lectern.query.testing.TestBook;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogTailTest {

    private final EngineFixture engine = new EngineFixture();
    private final TestBook book = aBook();

    @AfterEach
    void stop() {
        engine.close();
    }

    /** Writes down what it is told. */
    private static final class Witness implements LogObserver {
        private final List<Position> seen = Collections.synchronizedList(new ArrayList<>());
        private volatile Position start = new Position(-1, -1);

        @Override
        public void observingFrom(Position position) {
            start = position;
        }

        @Override
        public void seen(List<DecodedEvent> events) {
            events.forEach(event -> seen.add(event.position()));
        }
    }

    @Test
    void an_observer_sees_every_event_once_and_in_order() {
        var before = engine.log.append(book.uploaded());
        var witness = new Witness();
        engine.observers.add(witness);
        engine.instance(new Tally());
        eventually(() -> witness.seen.equals(List.of(before)));

        var appended = IntStream.range(0, 50).mapToObj(i -> engine.log.append(book.renamed("Emma " + i))).toList();

        eventually(() -> witness.seen.size() == 51);
        assertThat(witness.start).isEqualTo(Position.START);
        assertThat(witness.seen).startsWith(before).endsWith(appended.toArray(Position[]::new));
    }

    @Test
    void of_a_long_log_the_last_four_thousand_events_are_seen_at_the_start() throws Exception {
        var head = engine.log.append(IntStream.range(0, 4_100).mapToObj(i -> book.renamed("Emma " + i)).toList());
        var witness = new Witness();
        engine.observers.add(witness);
        var tail = engine.tail();

        var told = 0;
        while (tail.advance() > 0) {
            told++;
        }

        assertThat(told).as("the start and four pages").isEqualTo(5);
        assertThat(witness.seen).hasSize(4_000).doesNotHaveDuplicates().isSorted().last().isEqualTo(head);
        assertThat(witness.seen.getFirst().isAfter(witness.start)).isTrue();
        assertThat(tail.after(Position.START, 10)).as("older than what is kept").isEmpty();
    }

    @Test
    void an_observer_that_fails_keeps_nobody_else_from_seeing() {
        engine.observers.add(new LogObserver() {
            @Override
            public void observingFrom(Position start) {
                throw new IllegalStateException("out of order");
            }

            @Override
            public void seen(List<DecodedEvent> events) {
                throw new IllegalStateException("out of order");
            }
        });
        var witness = new Witness();
        engine.observers.add(witness);
        engine.instance(new Tally());
        eventually(() -> witness.start.equals(Position.START));

        engine.log.append(book.uploaded());

        eventually(() -> engine.generations().of(new Tally()).size() == 1 && engine.eventsOf(book.id()) == 1);
        assertThat(witness.seen).hasSize(1);
    }

    @Test
    void the_tail_gives_what_comes_after_a_position() throws Exception {
        var tail = engine.tail();
        assertThat(tail.after(Position.START, 10)).as("nothing is kept yet").isEmpty();
        tail.advance();
        var first = engine.log.append(book.renamed("one"));
        var second = engine.log.append(book.renamed("two"));
        tail.advance();

        assertThat(tail.after(Position.START, 10)).hasValueSatisfying(events -> assertThat(events).hasSize(2));
        assertThat(tail.after(first, 10)).hasValueSatisfying(events ->
                assertThat(events).extracting(DecodedEvent::position).containsExactly(second));
        assertThat(tail.after(second, 10)).hasValueSatisfying(events -> assertThat(events).isEmpty());
        assertThat(tail.end()).isEqualTo(second);
    }
}
