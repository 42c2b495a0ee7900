package dev.lectern.command.web;

import dev.lectern.command.eventstore.Companion;
import dev.lectern.contracts.Position;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The table of what was answered under which key. */
@Component
class RememberedAnswers {

    /** How long a key is remembered. */
    static final Duration MEMORY = Duration.ofDays(7);

    private static final String INSERT = """
            INSERT INTO command.idempotent_answer (user_id, key, fingerprint, status, headers, body, answered_at)
            VALUES (?, ?, ?, ?, ?::json, ?, ?)
            """;

    record Remembered(byte[] fingerprint, int status, Map<String, String> headers, byte @Nullable [] body) {
    }

    private final JdbcClient jdbc;
    private final JdbcOperations statements;
    private final JsonMapper json;
    private final Clock clock;

    RememberedAnswers(JdbcClient jdbc, JdbcOperations statements, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.statements = statements;
        this.json = json;
        this.clock = clock;
    }

    Optional<Remembered> find(UUID reader, String key) {
        return jdbc.sql("SELECT fingerprint, status, headers::text, body FROM command.idempotent_answer WHERE user_id = ? AND key = ?")
                .params(reader, key)
                .query((row, _) -> new Remembered(row.getBytes("fingerprint"), row.getInt("status"),
                        headersOf(row.getString("headers")), row.getBytes("body"))).optional();
    }

    @SuppressWarnings("unchecked")
    private Map<String, String> headersOf(String headers) {
        return json.readValue(headers, Map.class);
    }

    /** Remembers in the current transaction. If the same key came twice at once, the second violates the table's key. */
    void remember(UUID reader, String key, byte[] fingerprint, ResponseEntity<?> answer) {
        var row = row(reader, key, fingerprint, _ -> answer);
        statements.update(INSERT, insert -> row.bind(insert, Optional.empty()));
    }

    /** Remembers with the events of a decision. @param answer what is answered, given where the last of these events stands */
    Companion row(UUID reader, String key, byte[] fingerprint, Function<Optional<Position>, ResponseEntity<?>> answer) {
        return new Companion() {
            @Override
            public String insert() {
                return INSERT;
            }

            @Override
            public void bind(PreparedStatement row, Optional<Position> appended) throws SQLException {
                var response = answer.apply(appended);
                row.setObject(1, reader);
                row.setString(2, key);
                row.setBytes(3, fingerprint);
                row.setInt(4, response.getStatusCode().value());
                row.setString(5, json.writeValueAsString(headersOf(response)));
                row.setBytes(6, response.getBody() == null ? null : json.writeValueAsBytes(response.getBody()));
                row.setTimestamp(7, Timestamp.from(clock.instant()));
            }
        };
    }

    private static Map<String, String> headersOf(ResponseEntity<?> answer) {
        var headers = new TreeMap<String, String>();
        answer.getHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        if (answer.getBody() != null) {
            headers.put("Content-Type", answer.getBody() instanceof ProblemDetail
                    ? MediaType.APPLICATION_PROBLEM_JSON_VALUE : MediaType.APPLICATION_JSON_VALUE);
        }
        return headers;
    }

    void forget(UUID reader) {
        jdbc.sql("DELETE FROM command.idempotent_answer WHERE user_id = ?").param(reader).update();
    }

    /** @return how many answers were forgotten */
    int forgetOld() {
        return jdbc.sql("DELETE FROM command.idempotent_answer WHERE answered_at < ?")
                .param(Timestamp.from(clock.instant().minus(MEMORY))).update();
    }
}
