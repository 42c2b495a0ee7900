package dev.lectern.query.descriptions;

import dev.lectern.contracts.nlp.DescriptionType;
import dev.lectern.query.web.ServerTiming;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The passages of a book in the order they stand in it. One statement, which also proves whose book it is. */
@Component
class DescriptionQueries {

    private static final String PASSAGES = """
            SELECT %s, c.number AS chapter
              FROM query.library b
              LEFT JOIN (query.chapters c JOIN query.descriptions d ON d.text_hash = c.text AND d.extractor = c.extractor)
                ON c.owner_id = b.owner_id AND c.book_id = b.book_id %s
             WHERE b.owner_id = :owner AND b.book_id = :book AND b.deleted_at IS NULL
             ORDER BY c.number, d.starts_at, d.id LIMIT :limit
            """;
    private static final String COLUMNS = DescriptionsProjection.TABLE.columnNames("d.");

    record Filter(@Nullable Integer chapter, @Nullable DescriptionType type, @Nullable Integer minPriority) {
    }

    /** The last passage of the page before. */
    record After(int chapter, int start, UUID id) {
    }

    record Placed(int chapter, DescriptionRow passage) {
    }

    private final JdbcClient jdbc;

    DescriptionQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static String statement(String where) {
        return PASSAGES.formatted(COLUMNS, where);
    }

    /** The passages after one; empty if there is no such book. */
    Optional<List<Placed>> passages(UUID owner, UUID book, Filter filter, @Nullable After after, int limit) {
        var where = new StringBuilder();
        var parameters = new HashMap<String, Object>();
        parameters.put("owner", owner);
        parameters.put("book", book);
        parameters.put("limit", limit);
        if (filter.chapter() != null) {
            where.append(" AND c.number = :chapter");
            parameters.put("chapter", filter.chapter());
        }
        if (filter.type() != null) {
            where.append(" AND d.type = :type");
            parameters.put("type", filter.type().name().toLowerCase(Locale.ROOT));
        }
        if (filter.minPriority() != null) {
            where.append(" AND d.priority >= :minPriority");
            parameters.put("minPriority", filter.minPriority());
        }
        if (after != null) {
            where.append(" AND (c.number, d.starts_at, d.id) > (:afterChapter, :afterStart, :afterId)");
            parameters.put("afterChapter", after.chapter());
            parameters.put("afterStart", after.start());
            parameters.put("afterId", after.id());
        }
        // a book without passages is one row of nulls
        var rows = ServerTiming.database(() -> jdbc.sql(statement(where.toString())).params(parameters)
                .query((row, n) -> row.getObject("chapter") == null ? Optional.<Placed>empty()
                        : Optional.of(new Placed(row.getInt("chapter"), DescriptionsProjection.TABLE.read(row))))
                .list());
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.stream().flatMap(Optional::stream).toList());
    }
}
