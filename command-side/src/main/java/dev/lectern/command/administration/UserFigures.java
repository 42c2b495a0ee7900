package dev.lectern.command.administration;

import io.swagger.v3.oas.annotations.media.Schema;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts accounts. Whoever was erased is in no figure. */
@Component
class UserFigures {

    private static final String COUNTS = """
            SELECT count(*) AS accounts,
                   count(*) FILTER (WHERE 'ADMIN' = ANY (roles)) AS administrators,
                   count(*) FILTER (WHERE created_at > :now::timestamptz - interval '1 day') AS new_last_day,
                   count(*) FILTER (WHERE created_at > :now::timestamptz - interval '7 days') AS new_last_week,
                   count(*) FILTER (WHERE created_at > :now::timestamptz - interval '30 days') AS new_last_month,
                   (SELECT count(DISTINCT account_id) FROM command.refresh_token WHERE expires_at > :now AND used_at IS NULL) AS signed_in
              FROM command.account
            """;

    /**
     * How many people there are.
     *
     * @param newLastMonth of the last 30 days
     * @param signedIn     who could refresh their access token now
     */
    @Schema(name = "FiguresOfUsers")
    record Users(long accounts, long administrators, long newLastDay, long newLastWeek, long newLastMonth, long signedIn) {
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    UserFigures(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Users counted() {
        Instant now = clock.instant();
        return jdbc.sql(COUNTS).param("now", Timestamp.from(now)).query(Users.class).single();
    }
}
