package dev.lectern.query.projection;

import dev.lectern.contracts.json.LecternJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The replays as they are kept: each change says from which state, so that of two who come at once one is refused. */
final class ReplayTable {

    private static final String SELECT = """
            SELECT r.*, old.version AS old_version, old.shape AS old_shape,
                   (SELECT min(s.index) FROM query.segment s
                     WHERE s.projection = r.projection AND s.generation = r.generation) AS events,
                   coalesce((SELECT index FROM events.event ORDER BY tx DESC, index DESC LIMIT 1), 0) AS events_total,
                   (SELECT CASE WHEN reltuples > 0 THEN reltuples ELSE pg_stat_get_live_tuples(oid) END::bigint FROM pg_class
                     WHERE oid = to_regclass('query.' || r.projection || '_g' || r.generation)) AS rows,
                   (SELECT count(*) FROM query.dead_letter d
                     WHERE d.projection = r.projection AND d.generation = r.generation) AS dead_letters
              FROM query.replay r
              LEFT JOIN query.generation old ON old.projection = r.projection AND old.number = r.replaces
            """;

    private final JdbcClient jdbc;
    private final Collection<Projection<?, ?>> projections;

    ReplayTable(JdbcClient jdbc, Collection<Projection<?, ?>> projections) {
        this.jdbc = jdbc;
        this.projections = projections;
    }

    /** @param expected whether its rows may differ from those of the active generation */
    UUID insert(Generation next, Generation active, Replays.Request request, boolean expected) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                INSERT INTO query.replay (id, projection, generation, replaces, state, auto, expected, segments, throttle,
                                          requested_by, request_key)
                VALUES (:id, :projection, :generation, :replaces, 'building', :auto, :expected, :segments, :throttle, :by, :key)
                """)
                .param("id", id).param("projection", next.projection()).param("generation", next.number())
                .param("replaces", active.number()).param("auto", request.auto()).param("expected", expected)
                .param("segments", next.segments()).param("throttle", request.throttle()).param("by", request.by())
                .param("key", request.key()).update();
        return id;
    }

    /** The newest first. */
    List<Replay> of(String projection, int limit) {
        return jdbc.sql(SELECT + "WHERE r.projection = ? ORDER BY r.started_at DESC, r.id LIMIT ?").params(projection, limit)
                .query(this::replay).list();
    }

    Optional<Replay> find(String projection, UUID id) {
        return jdbc.sql(SELECT + "WHERE r.projection = ? AND r.id = ?").params(projection, id).query(this::replay).optional();
    }

    Optional<Replay> byKey(String key) {
        return jdbc.sql(SELECT + "WHERE r.request_key = ?").param(key).query(this::replay).optional();
    }

    /** Those that aren't over. */
    List<Replay> unended() {
        return jdbc.sql(SELECT + "WHERE r.ended_at IS NULL").query(this::replay).list();
    }

    /** @return whether it was still in the state it was known in */
    boolean change(Replay replay, ReplayState to) {
        return jdbc.sql("UPDATE query.replay SET state = ?, error = NULL WHERE id = ? AND state = ?")
                .params(to.word(), replay.id(), replay.state()).update() == 1;
    }

    /** @return whether it could be activated */
    boolean activated(Replay replay, Duration keepPrevious) {
        return jdbc.sql("""
                UPDATE query.replay SET state = 'activated', error = NULL, activated_at = now(),
                       rollback_until = now() + :kept::interval
                 WHERE id = :id AND state = 'ready'
                """).param("kept", keepPrevious.toMillis() + " ms").param("id", replay.id()).update() == 1;
    }

    /** @return whether it could be taken back */
    boolean rolledBack(Replay replay) {
        return jdbc.sql("""
                UPDATE query.replay SET state = 'ready', auto = false, error = NULL, activated_at = NULL, rollback_until = NULL
                 WHERE id = ? AND state = 'activated'
                """).param(replay.id()).update() == 1;
    }

    /** @return whether it was being compared */
    boolean compared(Replay replay, @Nullable Comparison comparison) {
        return jdbc.sql("UPDATE query.replay SET state = 'ready', error = NULL, comparison = :comparison::jsonb WHERE id = :id AND state = 'comparing'")
                .param("comparison", comparison == null ? null : LecternJson.MAPPER.writeValueAsString(comparison))
                .param("id", replay.id()).update() == 1;
    }

    void end(Replay replay, ReplayState state) {
        jdbc.sql("UPDATE query.replay SET state = ?, ended_at = now() WHERE id = ?").params(state.word(), replay.id()).update();
    }

    void throttle(Replay replay, @Nullable Integer eventsPerSecond) {
        jdbc.sql("UPDATE query.replay SET throttle = :throttle WHERE id = :id")
                .param("throttle", eventsPerSecond).param("id", replay.id()).update();
    }

    void rate(Replay replay, double eventsPerSecond) {
        jdbc.sql("UPDATE query.replay SET rate = ? WHERE id = ?").params(eventsPerSecond, replay.id()).update();
    }

    void report(Replay replay, String error) {
        jdbc.sql("UPDATE query.replay SET error = ? WHERE id = ?").params(error, replay.id()).update();
    }

    boolean isDone(Replay replay, String stepKey) {
        return jdbc.sql("SELECT step_key IS NOT DISTINCT FROM ? FROM query.replay WHERE id = ?")
                .params(stepKey, replay.id()).query(Boolean.class).single();
    }

    void done(Replay replay, String stepKey) {
        jdbc.sql("UPDATE query.replay SET step_key = ? WHERE id = ?").params(stepKey, replay.id()).update();
    }

    private Replay replay(ResultSet row, int n) throws SQLException {
        var state = ReplayState.of(row.getString("state"));
        var least = row.getObject("events", Long.class);
        long total = row.getLong("events_total");
        boolean building = state == ReplayState.BUILDING || state == ReplayState.PAUSED;
        long events = least == null ? total : Math.min(least, total);
        long rate = building ? Math.round(row.getDouble("rate")) : 0;
        var comparison = row.getString("comparison");
        return new Replay(row.getObject("id", UUID.class), row.getString("projection"), row.getInt("generation"),
                row.getInt("replaces"), state.word(), row.getBoolean("auto"), row.getBoolean("expected"),
                row.getObject("throttle", Integer.class), row.getInt("segments"),
                building && total > 0 ? Math.floor(1000.0 * events / total) / 10 : 100, events, total, rate,
                state == ReplayState.BUILDING && rate > 0 ? (total - events + rate - 1) / rate : null,
                row.getLong("rows"), row.getLong("dead_letters"),
                comparison == null ? null : LecternJson.MAPPER.readValue(comparison, Comparison.class),
                row.getString("error"), row.getObject("requested_by", UUID.class), instant(row, "started_at"),
                orNull(row, "activated_at"), orNull(row, "rollback_until"), orNull(row, "ended_at"), steps(state, row));
    }

    private List<String> steps(ReplayState state, ResultSet row) throws SQLException {
        boolean followable = isFollowable(row.getString("projection"), row.getInt("old_version"), row.getString("old_shape"));
        return state.legal().stream().filter(step -> step != ReplayStep.ROLLBACK || followable).map(ReplayStep::word).toList();
    }

    /** Whether this release keeps the generation up that served before: one of another version stands still. */
    private boolean isFollowable(String name, int version, @Nullable String shape) {
        return projections.stream().anyMatch(projection -> projection.name().equals(name) && projection.version() == version
                && projection.table().shape().equals(shape));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant orNull(ResultSet row, String column) throws SQLException {
        return row.getObject(column) == null ? null : instant(row, column);
    }
}
