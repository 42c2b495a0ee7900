// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.library;

import dev.lectern.benchmarks.load.HttpConnection;
import dev.lectern.benchmarks.load.Requests;
import dev.lectern.benchmarks.stage.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;

/**
 * Appends to a stage's log what years of commands would have: books, and places in them. The events are those that the
 * commands write; only the files behind them are missing.
 */
public final class Filling {

    private final Stage stage;
    private final String token;

    private Filling(Stage stage, String token) {
        this.stage = stage;
        this.token = token;
    }

    public static Filling of(Stage stage, String administrator) throws SQLException, IOException {
        stage.database().execute(sql());
        return new Filling(stage, administrator);
    }

    private static String sql() throws IOException {
        try (var sql = Objects.requireNonNull(Filling.class.getResourceAsStream("filling.sql"))) {
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Readers are numbered from 1, and so are all books: reader r has the books (r - 1) × each + 1 to r × each. */
    public static UUID reader(long number) {
        return new UUID(1, number);
    }

    public static UUID book(long number) {
        return new UUID(2, number);
    }

    /**
     * Uploads and imports.
     *
     * @param firstBook the number of the first reader's first book
     * @param each      books of each reader
     */
    public void books(long firstReader, long readers, long firstBook, long each, int chapters) throws SQLException, IOException {
        appending("CALL bench.books(%d, %d, %d, %d, %d)".formatted(firstReader, readers, firstBook, each, chapters));
    }

    /** Each of the books from 1 on is read at so many places, all books in turn; see {@link #books}. */
    public void places(long books, long each, int placesEach) throws SQLException, IOException {
        appending("CALL bench.places(%d, %d, %d)".formatted(books, each, placesEach));
    }

    /** Copies of a book that was really imported, files included; numbered as those of {@link #books}. */
    public void copies(UUID book, long firstReader, long readers, long firstBook, long each) throws SQLException, IOException {
        appending("CALL bench.copies('%s', %d, %d, %d, %d)".formatted(book, firstReader, readers, firstBook, each));
    }

    private void appending(String call) throws SQLException, IOException {
        try (var connection = new HttpConnection(stage.url())) {
            post(connection, "halt");
            stage.database().execute(call);
            stage.database().execute("ANALYZE events.event");
            post(connection, "skip");
        }
    }

    private void post(HttpConnection connection, String what) throws IOException {
        var status = connection.status(Requests.post("/api/v1/bench/background/" + what, token, ""));
        if (status != 200) {
            throw new IOException(what + " answered " + status);
        }
    }

    /** Returns when everything that is in the log now is in the read models, and PostgreSQL knows how they look. */
    public void awaitProjections() throws SQLException {
        awaitFollowers();
        stage.database().execute("VACUUM (ANALYZE)");
    }

    /** Returns when everything that is in the log now is in the read models. */
    public void awaitFollowers() throws SQLException {
        var newest = stage.database().text("SELECT tx || '.' || index FROM events.event ORDER BY tx DESC, index DESC LIMIT 1");
        try (var connection = new HttpConnection(stage.url())) {
            var request = Requests.get("/api/v1/books?limit=1", token, "Lectern-Min-Position: " + newest);
            var status = connection.status(request);
            while (status == 503) {
                status = connection.status(request);
            }
            if (status != 200) {
                throw new IOException("GET /books answered " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
