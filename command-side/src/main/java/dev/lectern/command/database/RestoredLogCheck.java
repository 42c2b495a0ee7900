package dev.lectern.command.database;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Refuses an event log that is ahead of its PostgreSQL server, as after a dump was restored into another one. Transaction
 * ids belong to a server: there the followers would not see the log's end, new events would stand before old ones, and
 * streams that go on would be taken for conflicts.
 */
final class RestoredLogCheck {

    private record Ends(long log, long server) {
    }

    private RestoredLogCheck() {
    }

    /** @throws IllegalStateException if an event was written by a transaction that this server has not begun yet */
    static void require(JdbcClient jdbc) {
        jdbc.sql("""
                SELECT tx::text::bigint AS log, pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS server
                  FROM events.event ORDER BY event.tx DESC, event.index DESC LIMIT 1
                """).query((row, _) -> new Ends(row.getLong("log"), row.getLong("server"))).optional()
                .filter(ends -> ends.log() >= ends.server())
                .ifPresent(ends -> {
                    throw new IllegalStateException(("The event log goes up to transaction %d, and this PostgreSQL server has only reached %d: "
                            + "the log was restored from another server. Run CALL events.outrun_log() as the owner of the database, "
                            + "then start again.").formatted(ends.log(), ends.server()));
                });
    }
}
