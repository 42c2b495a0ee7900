// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.scenario;

import dev.lectern.benchmarks.Sample;
import dev.lectern.benchmarks.Side;
import dev.lectern.benchmarks.load.Load;
import dev.lectern.benchmarks.load.Load.Client;
import dev.lectern.benchmarks.stage.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** The limit of appending: a bare JDBC loop that inserts rows as the event log's into a table of its shape, one a transaction. */
final class BareLoop implements Side {

    private static final String TABLE = """
            CREATE SCHEMA IF NOT EXISTS bench;
            CREATE TABLE bench.event (LIKE events.event INCLUDING ALL) PARTITION BY HASH (aggregate_id);
            DO $$
            BEGIN
                FOR remainder IN 0..15 LOOP
                    EXECUTE format('CREATE TABLE bench.event_%s PARTITION OF bench.event FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
                                   remainder, remainder);
                END LOOP;
            END $$;
            """;

    /** A row's texts. */
    record Row(String name, String payload, String metadata) {
    }

    private final Database database;
    private final String table;
    private final int connections;
    private final Row row;
    private final AtomicLong sequence;

    /** @param from the first sequence number: above all that the table has */
    BareLoop(Database database, String table, int connections, Row row, long from) {
        this.database = database;
        this.table = table;
        this.connections = connections;
        this.row = row;
        this.sequence = new AtomicLong(from);
    }

    /** Makes {@code bench.event}, the twin of {@code events.event}. */
    static void createTwin(Database database) throws SQLException {
        database.execute(TABLE);
    }

    /** A row of the log, to be inserted again and again. */
    static Row rowLike(Database database, String name) throws SQLException {
        var newest = " FROM events.event WHERE name = ? ORDER BY tx DESC, index DESC LIMIT 1";
        return new Row(name, database.text("SELECT payload::text" + newest, name), database.text("SELECT metadata::text" + newest, name));
    }

    @Override
    public Sample during(Duration window) throws Exception {
        return Load.closed(connections, window, this::client);
    }

    private Client client(int number) throws SQLException {
        var connection = database.open();
        var insert = connection.prepareStatement("INSERT INTO " + table
                + " (id, aggregate_type, aggregate_id, sequence, name, revision, payload, metadata, recorded_at)"
                + " VALUES (?, 'Reading', ?, ?, ?, 1, ?::json, ?::json, now())");
        return new Inserting(connection, insert);
    }

    private final class Inserting implements Client {

        private final Connection connection;
        private final PreparedStatement insert;

        Inserting(Connection connection, PreparedStatement insert) {
            this.connection = connection;
            this.insert = insert;
        }

        @Override
        public boolean operate() throws SQLException {
            var next = sequence.getAndIncrement();
            insert.setObject(1, new UUID(next, next));
            insert.setString(2, new UUID(3, next % 10_000).toString());
            insert.setLong(3, next);
            insert.setString(4, row.name());
            insert.setString(5, row.payload());
            insert.setString(6, row.metadata());
            return insert.executeUpdate() == 1;
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
