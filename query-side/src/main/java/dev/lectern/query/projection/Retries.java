package dev.lectern.query.projection;

import dev.lectern.contracts.Position;
import dev.lectern.contracts.log.EventLog;
import dev.lectern.query.projection.Claim.Segment;
import dev.lectern.query.projection.DeadLetters.Letter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Takes sequences up again that stand still: what was refused and what waits behind it, in their order. Whoever works on
 * the segment loses its claim by that, and finds the sequence moved when it starts again.
 */
public final class Retries {

    private final Collection<Projection<?, ?>> projections;
    private final Generations generations;
    private final DataSource database;
    private final Wakeup turn;

    /** @param turn is signalled when workers have to start again */
    Retries(Collection<Projection<?, ?>> projections, Generations generations, DataSource database, Wakeup turn) {
        this.projections = projections;
        this.generations = generations;
        this.database = database;
        this.turn = turn;
    }

    /** @param left how many events of the sequence still wait, the first of them refused once more */
    public record Retried(int folded, int left) {
    }

    private record Sequence(Segment segment, String name) {
    }

    /**
     * Folds a dead letter's sequence from its first event on, as far as it goes.
     *
     * @return nothing where there is no such letter
     * @throws ReplayRefused if this release can't fold it
     */
    public Optional<Retried> retry(long letter) throws SQLException {
        return takeUp(letter, false);
    }

    /**
     * Gives one event up for this projection, and takes up what waits behind it.
     *
     * @return nothing where there is no such letter
     * @throws ReplayRefused if this release can't fold it
     */
    public Optional<Retried> discard(long letter) throws SQLException {
        return takeUp(letter, true);
    }

    private Optional<Retried> takeUp(long letter, boolean without) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                var sequence = sequenceOf(connection, letter);
                if (sequence.isEmpty()) {
                    return Optional.empty();
                }
                DeadLetters.takeFromWorker(connection, sequence.get().segment());
                if (without) {
                    DeadLetters.discard(connection, letter);
                }
                var generation = generationOf(sequence.get().segment());
                var retried = fold(connection, projectionOf(generation), generation, sequence.get());
                connection.commit();
                return Optional.of(retried);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } finally {
            turn.signal();
        }
    }

    private static Optional<Sequence> sequenceOf(Connection connection, long letter) throws SQLException {
        try (var statement = connection.prepareStatement(
                "SELECT projection, generation, segment, sequence FROM query.dead_letter WHERE id = ?")) {
            statement.setLong(1, letter);
            try (var row = statement.executeQuery()) {
                return row.next() ? Optional.of(new Sequence(new Segment(row.getString(1), row.getInt(2), row.getInt(3)), row.getString(4)))
                        : Optional.empty();
            }
        }
    }

    private Generation generationOf(Segment segment) {
        return projections.stream().filter(projection -> projection.name().equals(segment.projection()))
                .flatMap(projection -> generations.numbered(projection, segment.generation()).stream())
                .findFirst().orElseThrow(Retries::ofAnotherRelease);
    }

    private Projection<?, ?> projectionOf(Generation generation) {
        return projections.stream().filter(generation::isOf).findFirst().orElseThrow(Retries::ofAnotherRelease);
    }

    private static ReplayRefused ofAnotherRelease() {
        return new ReplayRefused(ReplayRefused.Reason.ILLEGAL, null,
                "These rows were made by another release, which is the one to fold their events. Ask an instance of it.");
    }

    private static <K extends Record, R extends Record> Retried fold(Connection connection, Projection<K, R> projection,
                                                                     Generation generation, Sequence sequence) throws SQLException {
        var segmentation = new Segmentation<>(projection.table(), generation.segments());
        var steps = new ArrayList<Step<K>>();
        for (var position : DeadLetters.positions(connection, sequence.segment(), sequence.name())) {
            var event = DecodedEvent.of(EventLog.readAfter(connection, new Position(position.transaction(), position.index() - 1), 1).getFirst());
            var step = segmentation.of(Step.of(projection, event), sequence.segment().number());
            steps.add(step.with(step.keys().stream().filter(key -> isOf(sequence, projection.table().textOf(key))).toList()));
        }
        var letters = new ArrayList<Letter>();
        fold(connection, projection, new TableSql<>(projection.table(), generation), steps, Set.of(), letters);
        DeadLetters.clear(connection, sequence.segment(), sequence.name());
        DeadLetters.park(connection, sequence.segment(), letters);
        return new Retried(steps.size() - letters.size(), letters.size());
    }

    /**
     * An event whose rows PostgreSQL refuses is found by halving.
     *
     * @return what stands still after these events
     */
    private static <K extends Record, R extends Record> Set<String> fold(Connection connection, Projection<K, R> projection,
            TableSql<K, R> sql, List<Step<K>> steps, Set<String> parked, List<Letter> letters) throws SQLException {
        var before = connection.setSavepoint();
        var fold = new Fold<>(projection, parked, steps);
        fold.over(sql.load(connection, fold.keys()));
        try {
            sql.delete(connection, fold.removed());
            sql.upsert(connection, fold.changed());
        } catch (SQLException e) {
            if (!SegmentWorker.isAboutTheRows(e)) {
                throw e;
            }
            connection.rollback(before);
            if (steps.size() > 1) {
                int half = steps.size() / 2;
                var standing = fold(connection, projection, sql, steps.subList(0, half), parked, letters);
                return fold(connection, projection, sql, steps.subList(half, steps.size()), standing, letters);
            }
            fold.refused(SegmentWorker.reason(e));
        }
        letters.addAll(fold.letters());
        return fold.parked();
    }

    private static boolean isOf(Sequence sequence, String key) {
        return sequence.name().startsWith(Fold.AGGREGATE) || sequence.name().equals(key);
    }
}
