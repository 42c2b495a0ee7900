package dev.lectern.query.audit;

import dev.lectern.contracts.personal.PersonalKey;
import dev.lectern.query.web.ServerTiming;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is asked about the audit log: one statement, which also gives the keys that open addresses. */
@Component
class AuditQueries {

    /**
     * Which entries are wanted; all unless said otherwise.
     *
     * @param from  the earliest
     * @param until before which
     */
    record Filter(@Nullable UUID reader, @Nullable String action, @Nullable Instant from, @Nullable Instant until) {
    }

    /** The last entry of the page before. */
    record Before(Instant happenedAt, UUID entry) {
    }

    /** @param key of the account; {@code null} where there is none, or none any more */
    record Found(AuditRow row, @Nullable PersonalKey key) {
    }

    /** A statement and its parameters. */
    record Statement(String sql, Map<String, Object> parameters) {
    }

    private final JdbcClient jdbc;

    AuditQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The newest first. */
    List<Found> entries(Filter filter, @Nullable Before before, int limit) {
        var statement = statement(filter, before, limit);
        return ServerTiming.database(() -> jdbc.sql(statement.sql()).params(statement.parameters()).query((row, n) -> {
            var key = row.getBytes("key");
            return new Found(AuditProjection.TABLE.read(row), key == null ? null : new PersonalKey(key));
        }).list());
    }

    static Statement statement(Filter filter, @Nullable Before before, int limit) {
        var parameters = new HashMap<String, Object>();
        var where = new StringBuilder("true");
        if (filter.reader() != null) {
            where.append(" AND account = :reader");
            parameters.put("reader", filter.reader());
        }
        if (filter.action() != null) {
            where.append(" AND action = :action");
            parameters.put("action", filter.action());
        }
        if (filter.from() != null) {
            where.append(" AND happened_at >= :from::timestamptz");
            parameters.put("from", filter.from().atOffset(ZoneOffset.UTC));
        }
        if (filter.until() != null) {
            where.append(" AND happened_at < :until::timestamptz");
            parameters.put("until", filter.until().atOffset(ZoneOffset.UTC));
        }
        if (before != null) {
            where.append(" AND (happened_at, entry_id) < (:at::timestamptz, :entry)");
            parameters.put("at", before.happenedAt().atOffset(ZoneOffset.UTC));
            parameters.put("entry", before.entry());
        }
        parameters.put("limit", limit);
        return new Statement("""
                SELECT %s, k.key
                  FROM (SELECT * FROM query.audit WHERE %s ORDER BY happened_at DESC, entry_id DESC LIMIT :limit) a
                  LEFT JOIN command.personal_key k ON k.user_id = a.account
                 ORDER BY a.happened_at DESC, a.entry_id DESC
                """.formatted(AuditProjection.TABLE.columnNames("a."), where), parameters);
    }
}
