package dev.lectern.query.projection;

import dev.lectern.contracts.Position;
import dev.lectern.query.projection.ProjectionStatus.SegmentStatus;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tells how the projections are, all instances together. */
public final class ProjectionStates {

    private static final String HEAD = "SELECT coalesce((SELECT index FROM events.event ORDER BY tx DESC, index DESC LIMIT 1), 0)";
    private static final String LAG = """
            SELECT coalesce((SELECT extract(epoch FROM clock_timestamp() - recorded_at) * 1000 FROM events.event
                              WHERE (tx, index) > (?::text::xid8, ?) ORDER BY tx, index LIMIT 1), 0)::bigint
            """;
    private static final String SEGMENTS = """
            SELECT g.projection, g.number AS generation, g.version, s.serving, s.number, s.tx, s.index, s.events, s.owner,
                   s.claimed_until, s.error,
                   (SELECT greatest(reltuples, 0)::bigint FROM pg_class
                     WHERE oid = to_regclass('query.' || g.projection || '_g' || g.number)) AS rows,
                   (SELECT count(*) FROM query.dead_letter d
                     WHERE d.projection = g.projection AND d.generation = g.number) AS dead_letters
              FROM query.generation g
              JOIN query.segment s ON s.projection = g.projection AND s.generation = g.number
             ORDER BY g.projection, g.number, s.number
            """;

    private record Row(String projection, int generation, int version, boolean active, Position position, long rows,
                       long deadLetters, SegmentStatus segment) {
    }

    private final JdbcClient jdbc;
    private final ReplayTable replays;
    private final ProjectionMetrics metrics;

    ProjectionStates(JdbcClient jdbc, ReplayTable replays, ProjectionMetrics metrics) {
        this.jdbc = jdbc;
        this.replays = replays;
        this.metrics = metrics;
    }

    /** One for each projection, by name. */
    public List<ProjectionStatus> all() {
        long head = jdbc.sql(HEAD).query(Long.class).single();
        var byProjection = new LinkedHashMap<String, List<Row>>();
        rows().forEach(row -> byProjection.computeIfAbsent(row.projection(), name -> new ArrayList<>()).add(row));
        var unended = replays.unended();
        return byProjection.entrySet().stream()
                .map(entry -> status(entry.getKey(), entry.getValue(), head, unended)).toList();
    }

    /** Dead letters after one, in the order they were parked. */
    public List<DeadLetter> deadLetters(long afterId, int limit) {
        return jdbc.sql("SELECT * FROM query.dead_letter WHERE id > ? ORDER BY id LIMIT ?").params(afterId, limit)
                .query((row, n) -> new DeadLetter(row.getLong("id"), row.getString("projection"), row.getInt("generation"),
                        row.getString("sequence"), new Position(row.getLong("tx"), row.getLong("index")).toString(),
                        row.getObject("event_id", UUID.class), row.getString("event_name"), row.getString("aggregate_id"),
                        row.getString("error"), row.getObject("parked_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    private ProjectionStatus status(String name, List<Row> rows, long head, List<Replay> replays) {
        var active = rows.stream().filter(Row::active).toList();
        var position = least(active);
        long lag = head - position.index();
        return new ProjectionStatus(name, active.getFirst().generation(), active.getFirst().version(),
                position.toString(), Math.max(0, lag), lag > 0 ? lagMs(position) : 0, active.getFirst().rows(),
                active.getFirst().deadLetters(), active.stream().map(Row::segment).toList(), metrics.activity(name),
                replays.stream().filter(replay -> replay.projection().equals(name)).findFirst().orElse(null));
    }

    private static Position least(List<Row> rows) {
        return rows.stream().map(Row::position).min(Comparator.naturalOrder()).orElse(Position.START);
    }

    private long lagMs(Position position) {
        return jdbc.sql(LAG).params(Long.toString(position.transaction()), position.index()).query(Long.class).single();
    }

    private List<Row> rows() {
        return jdbc.sql(SEGMENTS).query((row, n) -> {
            var position = new Position(row.getLong("tx"), row.getLong("index"));
            var until = row.getObject("claimed_until", OffsetDateTime.class);
            return new Row(row.getString("projection"), row.getInt("generation"), row.getInt("version"),
                    row.getBoolean("serving"), position, row.getLong("rows"),
                    row.getLong("dead_letters"),
                    new SegmentStatus(row.getInt("number"), position.toString(), row.getLong("events"),
                            row.getObject("owner", UUID.class), until == null ? null : until.toInstant(),
                            row.getString("error")));
        }).list();
    }
}
