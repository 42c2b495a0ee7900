package dev.lectern.query.files;

import dev.lectern.contracts.content.ContentHash;
import dev.lectern.query.web.ServerTiming;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where the files of a reader's book are in the content store. */
@Component
class BookFiles {

    private static final String FILES = """
            SELECT files_epub, files_name, files_cover, files_cover_type, files_resources FROM query.library
             WHERE owner_id = ? AND book_id = ? AND deleted_at IS NULL
            """;

    /** What is {@code null} the book lacks, or it isn't imported yet. */
    record Stored(ContentHash epub, String name, @Nullable ContentHash cover, @Nullable String coverType,
                  @Nullable ContentHash resources) {
    }

    private final JdbcClient jdbc;

    BookFiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Stored> of(UUID owner, UUID book) {
        return ServerTiming.database(() -> jdbc.sql(FILES).params(owner, book)
                .query((row, n) -> new Stored(new ContentHash(row.getString(1)), row.getString(2),
                        hash(row.getString(3)), row.getString(4), hash(row.getString(5))))
                .optional());
    }

    private static @Nullable ContentHash hash(@Nullable String hex) {
        return hex == null ? null : new ContentHash(hex);
    }
}
