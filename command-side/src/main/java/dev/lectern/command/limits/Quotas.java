package dev.lectern.command.limits;

import dev.lectern.command.web.Problem;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.ErrorResponseException;

/** How many books and bytes each reader has, and whether one more is too much. */
@Component
public class Quotas {

    /** Reader: what counts towards their quota. */
    static final String USE = "SELECT count(*) AS books, coalesce(sum(bytes), 0)::bigint AS bytes FROM command.owned_book WHERE owner_id = ? AND counted";

    private record Use(long books, long bytes) {
    }

    private final JdbcClient jdbc;
    private final QuotaProperties quotas;

    Quotas(JdbcClient jdbc, QuotaProperties quotas) {
        this.jdbc = jdbc;
        this.quotas = quotas;
    }

    /**
     * Asks before anything is kept of a book. One that the owner has already is always welcome.
     *
     * @throws ErrorResponseException 429 if it would be too much
     */
    public void admit(UUID owner, UUID book, long bytes) {
        if (!isCounted(owner, book)) {
            require(owner, bytes);
        }
    }

    /**
     * Counts a book, in the transaction that brings it; the owner's other uploads wait for that.
     *
     * @throws ErrorResponseException 429 if it is too much
     */
    public void take(UUID owner, UUID book, long bytes) {
        lock(owner);
        if (!isCounted(owner, book)) {
            require(owner, bytes);
            jdbc.sql("""
                    INSERT INTO command.owned_book (owner_id, book_id, bytes, counted) VALUES (?, ?, ?, true)
                    ON CONFLICT (owner_id, book_id) DO UPDATE SET bytes = excluded.bytes, counted = true
                    """).params(owner, book, bytes).update();
        }
    }

    /** As {@link #take}, for a book that was released. */
    public void takeBack(UUID owner, UUID book) {
        jdbc.sql("SELECT bytes FROM command.owned_book WHERE owner_id = ? AND book_id = ?").params(owner, book).query(Long.class).optional()
                .ifPresent(bytes -> take(owner, book, bytes));
    }

    /** The book counts no more; its size is remembered. */
    public void release(UUID owner, UUID book) {
        jdbc.sql("UPDATE command.owned_book SET counted = false WHERE owner_id = ? AND book_id = ?").params(owner, book).update();
    }

    /** Waits for the owner's uploads that are being counted, and lets others wait until this transaction ends. */
    public void lock(UUID owner) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended('quota ' || ?, 0))").param(owner.toString()).query().listOfRows();
    }

    public void forget(UUID owner) {
        jdbc.sql("DELETE FROM command.owned_book WHERE owner_id = ?").param(owner).update();
    }

    private boolean isCounted(UUID owner, UUID book) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM command.owned_book WHERE owner_id = ? AND book_id = ? AND counted)")
                .params(owner, book).query(Boolean.class).single();
    }

    private void require(UUID owner, long bytes) {
        var use = jdbc.sql(USE).param(owner).query((row, _) -> new Use(row.getLong("books"), row.getLong("bytes"))).single();
        if (use.books() + 1 > quotas.books()) {
            throw exceeded("books", "You have " + use.books() + " books, and no more are allowed here. Delete one that you don't need.");
        }
        if (use.bytes() + bytes > quotas.bytes().toBytes()) {
            throw exceeded("bytes", "Your books take " + DataSize.ofBytes(use.bytes()).toMegabytes() + " MB of "
                    + quotas.bytes().toMegabytes() + " MB. Delete one that you don't need.");
        }
    }

    private static ErrorResponseException exceeded(String quota, String sentence) {
        return Problem.of(HttpStatus.TOO_MANY_REQUESTS, "quota-exceeded", sentence, Map.of("quota", quota));
    }
}
