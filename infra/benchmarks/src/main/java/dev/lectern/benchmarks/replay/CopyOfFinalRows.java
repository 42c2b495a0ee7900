// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.replay;

import dev.lectern.benchmarks.Latencies;
import dev.lectern.benchmarks.Sample;
import dev.lectern.benchmarks.Side;
import dev.lectern.benchmarks.stage.Database;
import dev.lectern.contracts.event.BookEvent;
import dev.lectern.contracts.event.BookEvent.BookImported;
import dev.lectern.contracts.event.BookEvent.BookUploaded;
import dev.lectern.contracts.event.EventTypes;
import dev.lectern.contracts.event.ReadingEvent;
import dev.lectern.contracts.event.ReadingEvent.ReadingProgressed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * The least a replay has to do: one SELECT of all events in their order, decoding their JSON, and a COPY of the final rows
 * into a table without an index. One thread, one transaction; nothing is compared, resumed, or followed.
 */
public final class CopyOfFinalRows implements Side {

    private static final int FETCH = 5_000;
    private static final String SELECT = """
            SELECT name, revision, payload::text FROM events.event
             WHERE tx < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY tx, index
            """;

    /** As much of the library's row as its events fill. */
    private record Row(BookUploaded uploaded, @Nullable BookImported imported, @Nullable ReadingProgressed progressed) {
    }

    private final Database database;

    public CopyOfFinalRows(Database database) throws SQLException {
        this.database = database;
        database.execute("DROP TABLE IF EXISTS bench.copied");
        database.execute("""
                CREATE TABLE bench.copied (owner_id uuid, book_id uuid, added_at timestamptz, title text, authors text, language text, genre text,
                    title_key text, author_key text, words text, chapters integer, all_words integer, characters integer, state text,
                    percent float8, last_at timestamptz, epub text, bytes bigint, name text, toc text, resources text)
                """);
    }

    /** Does the whole once, however short the window. */
    @Override
    public Sample during(Duration window) throws Exception {
        database.execute("TRUNCATE bench.copied");
        var begin = System.nanoTime();
        try (var connection = database.open()) {
            connection.setAutoCommit(false);
            var rows = new HashMap<UUID, Row>();
            var events = fold(connection, rows);
            copy(connection, rows);
            connection.commit();
            return Sample.of(events, (System.nanoTime() - begin) / 1e9, 0, new Latencies());
        }
    }

    private static long fold(Connection connection, Map<UUID, Row> rows) throws SQLException {
        var count = 0L;
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(FETCH);
            var events = statement.executeQuery(SELECT);
            while (events.next()) {
                count++;
                switch (EventTypes.read(new EventTypes.Stored(events.getString(1), events.getInt(2), events.getString(3)))) {
                    case BookUploaded e -> rows.put(e.bookId(), new Row(e, null, null));
                    case BookEvent e when e instanceof BookImported imported ->
                            rows.computeIfPresent(e.bookId(), (id, row) -> new Row(row.uploaded(), imported, row.progressed()));
                    case ReadingEvent e when e instanceof ReadingProgressed progressed ->
                            rows.computeIfPresent(e.bookId(), (id, row) -> new Row(row.uploaded(), row.imported(), progressed));
                    default -> { }
                }
            }
        }
        return count;
    }

    private static void copy(Connection connection, Map<UUID, Row> rows) throws SQLException, IOException {
        var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY bench.copied FROM STDIN");
        var block = new StringBuilder();
        for (var row : rows.values()) {
            append(block, row);
            if (block.length() > 60_000) {
                write(copy, block);
            }
        }
        write(copy, block);
        copy.endCopy();
    }

    private static void write(CopyIn copy, StringBuilder block) throws SQLException {
        var bytes = block.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        block.setLength(0);
    }

    private static void append(StringBuilder block, Row row) {
        var uploaded = row.uploaded();
        var imported = row.imported();
        var progressed = row.progressed();
        var title = imported == null ? uploaded.fileName() : imported.title();
        var authors = imported == null ? "" : String.join(", ", imported.authors());
        fields(block, uploaded.ownerId(), uploaded.bookId(), uploaded.uploadedAt(), title, authors,
                imported == null ? null : imported.language(), imported == null ? null : imported.genre(),
                title.toLowerCase(Locale.ROOT), authors.toLowerCase(Locale.ROOT), title + " " + authors,
                imported == null ? 0 : imported.chapters().size(),
                imported == null ? 0 : imported.chapters().stream().mapToInt(BookEvent.Chapter::words).sum(),
                imported == null ? 0 : imported.chapters().stream().mapToInt(BookEvent.Chapter::characters).sum(),
                progressed == null ? "unread" : progressed.statusAfter(), progressed == null ? 0 : progressed.place().percent(),
                progressed == null ? null : progressed.place().recordedAt(), uploaded.content(), uploaded.bytes(), uploaded.fileName(),
                imported == null ? null : imported.toc(), imported == null ? null : imported.resources());
    }

    /** What is filled in has nothing that COPY would want escaped. */
    private static void fields(StringBuilder block, @Nullable Object... values) {
        for (var i = 0; i < values.length; i++) {
            block.append(i == 0 ? "" : "\t").append(values[i] == null ? "\\N" : values[i]);
        }
        block.append('\n');
    }
}
