package dev.lectern.command.analysis;

import dev.lectern.command.book.BookCommand.AnalysedText;
import dev.lectern.contracts.content.ContentHash;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who waits for which text. A text that ten thousand books contain is asked for once; each of them hears of its result.
 *
 * <p>A result is noted and a wait is entered under the lock of the text's row, so no book starts to wait just after the
 * result was handed round.
 */
@Component
class TextAnalyses {

    /** A text that has to be sent to the processor. */
    record Unsent(ContentHash text, boolean urgent) {
    }

    private final JdbcClient jdbc;

    TextAnalyses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Enters that a book waits for texts.
     *
     * @param again analyse also what has a result
     */
    @Transactional
    void await(UUID bookId, String extractor, Collection<ContentHash> texts, boolean urgent, boolean again) {
        // in one order, so that two books with common chapters can't lock each other out
        for (var text : texts.stream().sorted().toList()) {
            jdbc.sql("""
                    INSERT INTO command.text_analysis AS known (text, extractor, state, urgent)
                    VALUES (:text, :extractor, 'requested', :urgent)
                    ON CONFLICT (text, extractor) DO UPDATE
                       SET state   = CASE WHEN :again OR known.state = 'failed' THEN 'requested' ELSE known.state END,
                           sent_at = CASE WHEN :again AND known.state <> 'requested' OR known.state = 'failed'
                                            OR :urgent AND NOT known.urgent THEN NULL ELSE known.sent_at END,
                           urgent  = CASE WHEN known.state = 'requested' THEN known.urgent OR :urgent ELSE :urgent END
                    """).param("text", text.hex()).param("extractor", extractor).param("urgent", urgent).param("again", again).update();
            jdbc.sql("INSERT INTO command.text_awaited (text, extractor, book_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
                    .params(text.hex(), extractor, bookId).update();
        }
    }

    /** Whether the book waits for any text. */
    boolean areAwaited() {
        return jdbc.sql("SELECT EXISTS (SELECT FROM command.text_awaited)").query(Boolean.class).single();
    }

    boolean isAwaitedBy(UUID bookId) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM command.text_awaited WHERE book_id = ?)").param(bookId).query(Boolean.class).single();
    }

    /** Puts texts that are still waited for before all others. @return whether any has to be sent again */
    boolean hurry(UUID bookId, Collection<ContentHash> texts) {
        return jdbc.sql("""
                UPDATE command.text_analysis SET urgent = true, sent_at = NULL
                 WHERE state = 'requested' AND NOT urgent AND text IN (:texts)
                   AND EXISTS (SELECT FROM command.text_awaited awaited
                                WHERE awaited.book_id = :book AND awaited.text = text_analysis.text
                                  AND awaited.extractor = text_analysis.extractor)
                """).param("texts", texts.stream().map(ContentHash::hex).toList()).param("book", bookId).update() > 0;
    }

    /** What the book waits for and nobody has sent yet, the urgent first. */
    List<Unsent> unsent(UUID bookId, String extractor) {
        return jdbc.sql("""
                SELECT text, urgent FROM command.text_awaited JOIN command.text_analysis USING (text, extractor)
                 WHERE book_id = ? AND extractor = ? AND state = 'requested' AND sent_at IS NULL
                 ORDER BY urgent DESC
                """).params(bookId, extractor)
                .query((row, _) -> new Unsent(new ContentHash(row.getString("text")), row.getBoolean("urgent"))).list();
    }

    /**
     * Sends a text, unless another book's task has done so meanwhile. Nothing is written before it was sent, so the transaction
     * that has the lock delays no follower of the log.
     */
    @Transactional
    void sendOnce(Unsent unsent, String extractor, Instant at, Runnable send) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended('lectern.text.' || ? || ' ' || ?, 0))::text")
                .params(unsent.text().hex(), extractor).query(String.class).single();
        if (isStill(unsent, extractor)) {
            send.run();
            // whoever hurries it meanwhile sends it again
            jdbc.sql("UPDATE command.text_analysis SET sent_at = ? WHERE text = ? AND extractor = ? AND urgent = ? AND state = 'requested'")
                    .params(Timestamp.from(at), unsent.text().hex(), extractor, unsent.urgent()).update();
        }
    }

    private boolean isStill(Unsent unsent, String extractor) {
        return jdbc.sql("""
                SELECT EXISTS (SELECT FROM command.text_analysis
                                WHERE text = ? AND extractor = ? AND urgent = ? AND state = 'requested' AND sent_at IS NULL)
                """).params(unsent.text().hex(), extractor, unsent.urgent()).query(Boolean.class).single();
    }

    /** What the book waits for and is known already. */
    List<AnalysedText> known(UUID bookId, String extractor) {
        return jdbc.sql("""
                SELECT text, descriptions, failure, note
                  FROM command.text_awaited JOIN command.text_analysis USING (text, extractor)
                 WHERE book_id = ? AND extractor = ? AND state <> 'requested'
                """).params(bookId, extractor)
                .query((row, _) -> new AnalysedText(new ContentHash(row.getString("text")), row.getInt("descriptions"),
                        row.getString("failure"), row.getString("note"))).list();
    }

    /** Whether anybody here has ever waited for the text. */
    boolean isAskedFor(ContentHash text, String extractor) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM command.text_analysis WHERE text = ? AND extractor = ?)").params(text.hex(), extractor)
                .query(Boolean.class).single();
    }

    /** Notes a text's result. */
    @Transactional
    void finished(AnalysedText result, String extractor) {
        jdbc.sql("""
                INSERT INTO command.text_analysis (text, extractor, state, urgent, descriptions, failure, note)
                VALUES (:text, :extractor, :state, false, :descriptions, :failure, :note)
                ON CONFLICT (text, extractor) DO UPDATE
                   SET state = excluded.state, descriptions = excluded.descriptions, failure = excluded.failure,
                       note = excluded.note
                """).param("text", result.text().hex()).param("extractor", extractor)
                .param("state", result.failure() == null ? "done" : "failed")
                .param("descriptions", result.descriptions()).param("failure", result.failure())
                .param("note", result.note()).update();
    }

    List<UUID> waitingFor(ContentHash text, String extractor, int limit) {
        return jdbc.sql("SELECT book_id FROM command.text_awaited WHERE text = ? AND extractor = ? LIMIT " + limit)
                .params(text.hex(), extractor).query((row, _) -> row.getObject("book_id", UUID.class)).list();
    }

    /** The book has heard of these results. */
    void heard(UUID bookId, String extractor, Collection<ContentHash> texts) {
        if (!texts.isEmpty()) {
            jdbc.sql("DELETE FROM command.text_awaited WHERE book_id = :book AND extractor = :extractor AND text IN (:texts)")
                    .param("book", bookId).param("extractor", extractor)
                    .param("texts", texts.stream().map(ContentHash::hex).toList()).update();
        }
    }
}
