package dev.lectern.query.projection;

import dev.lectern.contracts.event.DomainEvent;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A read model as a pure fold of the event log: no I/O, no clock, no randomness. The engine owns rows, tokens and
 * transactions; folding the same events twice gives the same rows.
 *
 * @param <K> what a row is found by; its components are components of the row, of the same names
 * @param <R> the row
 */
public interface Projection<K extends Record, R extends Record> {

    /** Names the view that serves the rows, {@code query.<name>}: lower-case letters and underscores. */
    String name();

    /**
     * Counts up whenever {@link #evolve} or {@link #keys} would make other rows of the same events: the engine then
     * builds a new generation beside the old one. A change of the row's components is noticed without it.
     */
    int version();

    RowTable<K, R> table();

    /** The rows that an event touches; none for events of no concern. */
    Stream<K> keys(DomainEvent event);

    /**
     * The row after an event.
     *
     * @param row the row before it, or {@code null} if there is none
     * @return the new row, or {@code null} for none
     */
    @Nullable R evolve(@Nullable R row, K key, DomainEvent event);
}
