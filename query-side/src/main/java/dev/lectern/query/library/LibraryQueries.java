package dev.lectern.query.library;

import dev.lectern.contracts.Literals;
import dev.lectern.contracts.event.ReadStatus;
import dev.lectern.query.web.Cursor;
import dev.lectern.query.web.ServerTiming;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is asked of a library. One statement each, whatever the number of books. */
@Component
class LibraryQueries {

    /**
     * Which books.
     *
     * @param shelf on which they stand
     * @param text  words in title or authors
     */
    record Filter(@Nullable ReadStatus readStatus, @Nullable Boolean starred, @Nullable UUID shelf,
                  @Nullable String genre, @Nullable String text) {

        static final Filter NONE = new Filter(null, null, null, null, null);
    }

    /** The last book of the page before. */
    record After(String key, UUID book) {

        /** @throws RuntimeException if the keys are not those of this order */
        static After of(BookSort sort, List<String> keys) {
            switch (sort.key().type()) {
                case "float8" -> Literals.decimal(keys.getFirst());
                case "timestamptz" -> {
                    if (!keys.getFirst().equals(BookSort.NEVER)) {
                        Cursor.instant(keys.getFirst());
                    }
                }
                default -> { }
            }
            return new After(keys.getFirst(), Literals.uuid(keys.getLast()));
        }
    }

    /**
     * A book of a list.
     *
     * @param text what it is sorted by, if that is text
     */
    record Listed(Book book, @Nullable String text) {
    }

    /** A statement and its parameters. */
    record Statement(String sql, Map<String, Object> parameters) {
    }

    private final JdbcClient jdbc;

    LibraryQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Listed> books(UUID owner, BookSort sort, Filter filter, @Nullable After after, int limit) {
        var statement = statement(owner, sort, filter, after, limit);
        return ServerTiming.database(() -> jdbc.sql(statement.sql()).params(statement.parameters())
                .query((row, n) -> new Listed(Book.read(row), row.getString(Book.LAST_COLUMN + 1)))
                .list());
    }

    static Statement statement(UUID owner, BookSort sort, Filter filter, @Nullable After after, int limit) {
        var parameters = new HashMap<String, Object>();
        var key = sort.key().expression();
        var where = new StringBuilder("owner_id = :owner AND deleted_at IS NULL");
        parameters.put("owner", owner);
        if (filter.readStatus() != null) {
            where.append(" AND reading_status = :readStatus");
            parameters.put("readStatus", filter.readStatus().name().toLowerCase(Locale.ROOT));
        }
        if (filter.starred() != null) {
            where.append(filter.starred() ? " AND starred" : " AND NOT starred");
        }
        if (filter.shelf() != null) {
            where.append(" AND book_id IN (SELECT m.book_id FROM query.shelved_books m WHERE m.owner_id = :owner AND m.shelf_id = :shelf)");
            parameters.put("shelf", filter.shelf());
        }
        if (filter.genre() != null) {
            where.append(" AND lower(facts_genre) = lower(:genre)");
            parameters.put("genre", filter.genre());
        }
        if (filter.text() != null) {
            where.append(" AND facts_words LIKE :text");
            parameters.put("text", "%" + SortKeys.of(filter.text()).replaceAll("([\\\\%_])", "\\\\$1") + "%");
        }
        if (after != null) {
            where.append(" AND (%s, book_id) %s (:key::%s, :book)".formatted(key, sort.after(), sort.key().type()));
            parameters.put("key", after.key());
            parameters.put("book", after.book());
        }
        parameters.put("limit", limit);
        return new Statement("SELECT %s, %s FROM query.library WHERE %s ORDER BY %s %s, book_id %s LIMIT :limit"
                .formatted(Book.COLUMNS, sort.key().isText() ? key : "NULL", where, key, sort.direction(), sort.direction()), parameters);
    }

    boolean hasShelf(UUID owner, UUID shelf) {
        return ServerTiming.database(() -> jdbc.sql("SELECT EXISTS (SELECT FROM query.shelves WHERE owner_id = ? AND shelf_id = ?)")
                .params(owner, shelf).query(Boolean.class).single());
    }

    Optional<Book.Details> book(UUID owner, UUID book) {
        return ServerTiming.database(() -> jdbc.sql("SELECT " + Book.COLUMNS
                        + ", files_name, files_bytes FROM query.library WHERE owner_id = ? AND book_id = ? AND deleted_at IS NULL")
                .params(owner, book)
                .query((row, n) -> new Book.Details(Book.read(row), row.getString(Book.LAST_COLUMN + 1),
                        row.getLong(Book.LAST_COLUMN + 2), Book.Links.of(book)))
                .optional());
    }
}
