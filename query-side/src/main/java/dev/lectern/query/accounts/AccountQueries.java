package dev.lectern.query.accounts;

import dev.lectern.query.web.ServerTiming;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is asked about accounts. It is read where the command side keeps it: it is no fold of events, because an erased person
 * must leave nothing of it.
 */
@Component
class AccountQueries {

    static final String INVITATIONS = """
            SELECT id, email, expires_at FROM command.invitation
             WHERE (expires_at, id) > (:at::timestamptz, :id) ORDER BY expires_at, id LIMIT :limit
            """;
    static final String DEVICE_PASSWORDS = """
            SELECT id, name, array_to_string(scopes, ',') AS scopes, created_at FROM command.device_password
             WHERE account_id = :reader AND (created_at, id) > (:at::timestamptz, :id) ORDER BY created_at, id LIMIT :limit
            """;

    private static final UUID LAST = new UUID(-1, -1);

    /** After which a list goes on: its last item's time and id. */
    record After(Instant at, UUID id) {

        static final After NOTHING = new After(Instant.EPOCH, new UUID(0, 0));

        /** Whatever is of a later moment. */
        static After moment(Instant at) {
            return new After(at, LAST);
        }
    }

    /**
     * An invitation to register that is still good. The code was said when it was made.
     *
     * @param email the only address it is good for, or none in particular
     */
    record Invitation(UUID id, @Nullable String email, Instant expiresAt) {
    }

    /** A device's password, but for the password. */
    record DevicePassword(UUID id, String name, List<String> scopes, Instant createdAt) {
    }

    private final JdbcClient jdbc;

    AccountQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that expire first come first. */
    List<Invitation> invitations(After after, int limit) {
        return ServerTiming.database(() -> jdbc.sql(INVITATIONS).param("at", after.at().atOffset(ZoneOffset.UTC)).param("id", after.id())
                .param("limit", limit)
                .query((row, n) -> new Invitation(row.getObject("id", UUID.class), row.getString("email"), instant(row, "expires_at"))).list());
    }

    /** A reader's, the oldest first. */
    List<DevicePassword> devicePasswords(UUID reader, After after, int limit) {
        return ServerTiming.database(() -> jdbc.sql(DEVICE_PASSWORDS).param("reader", reader).param("at", after.at().atOffset(ZoneOffset.UTC))
                .param("id", after.id()).param("limit", limit)
                .query((row, n) -> new DevicePassword(row.getObject("id", UUID.class), row.getString("name"),
                        List.of(row.getString("scopes").split(",")), instant(row, "created_at"))).list());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
