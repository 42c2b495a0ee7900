package dev.lectern.command.book;

import dev.lectern.command.web.Problem;
import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.content.ContentStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/**
 * Which books need which uploaded file. Several readers' books may need the same one, so it goes with the last of them. Whoever brings
 * a file and whoever takes it away wait for each other's transaction.
 */
@Component
class KeptFiles {

    /** Content, book: whether another book needs the file. */
    static final String NEEDED = "SELECT EXISTS (SELECT FROM command.kept_file WHERE content = ? AND book_id <> ?)";

    /** Owner: what is kept for their books; in one order, lest two who go at the same time wait for each other. */
    static final String OF_OWNER = """
            SELECT content, book_id FROM command.owned_book JOIN command.kept_file USING (book_id) WHERE owner_id = ? ORDER BY content
            """;

    private record Kept(ContentHash content, UUID book) {
    }

    private final JdbcClient jdbc;
    private final ContentStore store;

    KeptFiles(JdbcClient jdbc, ContentStore store) {
        this.jdbc = jdbc;
        this.store = store;
    }

    /**
     * Part of the transaction that brings the book.
     *
     * @throws ErrorResponseException 503 if the file was taken away just now
     */
    void keep(ContentHash content, UUID book) {
        lock(content);
        if (store.file(content).isEmpty()) {
            var problem = Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "upload-lost",
                    "The same file was found to be unreadable while you sent it. Upload it again to be told why.");
            problem.getHeaders().set(HttpHeaders.RETRY_AFTER, "1");
            throw problem;
        }
        jdbc.sql("INSERT INTO command.kept_file (content, book_id) VALUES (?, ?) ON CONFLICT DO NOTHING").params(content.hex(), book).update();
    }

    /** This book needs its file no more. */
    void release(ContentHash content, UUID book) {
        lock(content);
        boolean needed = jdbc.sql(NEEDED).params(content.hex(), book).query(Boolean.class).single();
        if (!needed) {
            try {
                store.remove(content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        jdbc.sql("DELETE FROM command.kept_file WHERE content = ? AND book_id = ?").params(content.hex(), book).update();
    }

    /** None of this owner's books needs its file any more. Before it is forgotten which books those are. */
    void releaseAllOf(UUID owner) {
        jdbc.sql(OF_OWNER).param(owner).query((row, _) -> new Kept(new ContentHash(row.getString("content")), row.getObject("book_id", UUID.class)))
                .list().forEach(kept -> release(kept.content(), kept.book()));
    }

    private void lock(ContentHash content) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended('file ' || ?, 0))").param(content.hex()).query().listOfRows();
    }
}
