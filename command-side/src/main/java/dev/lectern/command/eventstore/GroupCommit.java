package dev.lectern.command.eventstore;

import dev.lectern.command.gathering.Gathering;
import dev.lectern.contracts.Position;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * Writes decisions that are made at the same time in one transaction. The first is written at once; those that come while it
 * is are the next group. Each returns when the transaction with its events has committed.
 */
final class GroupCommit {

    /** Decisions in one group at the most. */
    private static final int LARGEST = 500;
    /** SQL states that mean: somebody else was there first (unique violation, serialization failure, deadlock). */
    private static final Set<String> CONFLICTS = Set.of("23505", "40001", "40P01");

    /** SQL states that mean: the connection is no more (connection exception, operator intervention). */
    private static final Set<String> LOST = Set.of("08", "57P");

    private sealed interface Outcome {
        record Written(Map<String, Position> positions) implements Outcome {
        }

        record Failed(RuntimeException reason) implements Outcome {
        }
    }

    private final DataSource dataSource;
    private final EventNotifier notifier;
    private final Gathering<Decision, Outcome> gathering = new Gathering<>(0, 0, LARGEST, System::nanoTime, this::writeTogether);

    GroupCommit(DataSource dataSource, EventNotifier notifier) {
        this.dataSource = dataSource;
        this.notifier = notifier;
    }

    /**
     * The decision stands in the log when this returns. One that has nothing to write is only held against the streams that it
     * rests on.
     *
     * @throws ConcurrencyException if one of these streams has another end than the decision knew; then nothing is written
     */
    void write(Decision decision) {
        if (!decision.isEmpty()) {
            switch (gathering.submit(decision, false)) {
                case Outcome.Written written -> decision.appended(written.positions());
                case Outcome.Failed failed -> throw failed.reason();
            }
        }
    }

    /** How many wait for the next group. */
    int waiting() {
        return gathering.waiting();
    }

    private List<Outcome> writeTogether(List<Decision> decisions) {
        // in one order, so that groups of several instances don't lock each other out
        var ordered = decisions.stream().sorted(Comparator.comparing(Decision::firstStream)).toList();
        var outcomes = new HashMap<Decision, Outcome>();
        write(ordered, outcomes);
        return decisions.stream().map(outcomes::get).map(Objects::requireNonNull).toList();
    }

    /** One that can't be written must not keep the others from it: it is found by halving. */
    private void write(List<Decision> decisions, Map<Decision, Outcome> outcomes) {
        try {
            inOneTransaction(decisions, outcomes);
        } catch (SQLException | RuntimeException e) {
            if (decisions.size() == 1 || isLost(e)) {
                decisions.forEach(decision -> outcomes.put(decision, new Outcome.Failed(reason(decision, e))));
            } else {
                write(decisions.subList(0, decisions.size() / 2), outcomes);
                write(decisions.subList(decisions.size() / 2, decisions.size()), outcomes);
            }
        }
    }

    private void inOneTransaction(List<Decision> decisions, Map<Decision, Outcome> outcomes) throws SQLException {
        try (var connection = dataSource.getConnection()) {
            // one statement is a transaction, and a round trip less
            boolean alone = decisions.stream().allMatch(decision -> decision.companions().isEmpty());
            var written = alone ? AppendStatement.execute(connection, decisions) : withCompanions(connection, decisions);
            for (int i = 0; i < decisions.size(); i++) {
                outcomes.put(decisions.get(i), written.overtaken().contains(i)
                        ? new Outcome.Failed(new ConcurrencyException("another writer was faster: " + decisions.get(i)))
                        : new Outcome.Written(written.positions()));
            }
            notifier.signal(written.positions().size());
        }
    }

    private static AppendStatement.Result withCompanions(Connection connection, List<Decision> decisions) throws SQLException {
        connection.setAutoCommit(false);
        try {
            var written = AppendStatement.execute(connection, decisions);
            insertCompanions(connection, decisions, written);
            connection.commit();
            connection.setAutoCommit(true);
            return written;
        } catch (SQLException | RuntimeException e) {
            rollBack(connection, e);
            throw e;
        }
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private static void insertCompanions(Connection connection, List<Decision> decisions, AppendStatement.Result written) throws SQLException {
        var inserts = new LinkedHashMap<String, PreparedStatement>();
        try {
            for (int i = 0; i < decisions.size(); i++) {
                if (!written.overtaken().contains(i)) {
                    var appended = decisions.get(i).last(written.positions());
                    for (var companion : decisions.get(i).companions()) {
                        var insert = inserts.get(companion.insert());
                        if (insert == null) {
                            insert = connection.prepareStatement(companion.insert());
                            inserts.put(companion.insert(), insert);
                        }
                        companion.bind(insert, appended);
                        insert.addBatch();
                    }
                }
            }
            for (var insert : inserts.values()) {
                insert.executeBatch();
            }
        } finally {
            for (var insert : inserts.values()) {
                insert.close();
            }
        }
    }

    /** Whether nobody knows what became of the transaction, so that it must not be tried again. */
    private static boolean isLost(Exception e) {
        return switch (e) {
            case SQLTransientConnectionException _, SQLNonTransientConnectionException _ -> true;
            case SQLException failed -> failed.getSQLState() != null && LOST.stream().anyMatch(failed.getSQLState()::startsWith);
            default -> false;
        };
    }

    private static RuntimeException reason(Decision decision, Exception e) {
        return e instanceof SQLException failed && isConflict(failed) ? new ConcurrencyException("another writer was faster: " + decision, e)
                : new EventStoreException("the event log failed: " + e.getMessage(), e);
    }

    static boolean isConflict(SQLException e) {
        return CONFLICTS.contains(e.getSQLState());
    }
}
