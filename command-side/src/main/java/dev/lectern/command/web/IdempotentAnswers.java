package dev.lectern.command.web;

import dev.lectern.command.eventstore.ReachedPosition;
import dev.lectern.command.messaging.ConflictRetry;
import dev.lectern.command.web.Outcome.Answered;
import dev.lectern.command.web.Outcome.Refused;
import dev.lectern.command.web.Write.Joint;
import dev.lectern.contracts.content.ContentHash;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;
import tools.jackson.databind.json.JsonMapper;

/** Answers writes, and remembers under their keys what was answered. The memory commits with the events. */
@Component
class IdempotentAnswers {

    static final String POSITION = "Lectern-Position";
    /** How long a key is remembered. */
    static final Duration MEMORY = Duration.ofDays(7);

    private record Remembered(byte[] fingerprint, int status, Map<String, String> headers, byte @Nullable [] body) {
    }

    private final JdbcClient jdbc;
    private final ConflictRetry conflicts;
    private final JsonMapper json;
    private final Clock clock;

    IdempotentAnswers(JdbcClient jdbc, ConflictRetry conflicts, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.conflicts = conflicts;
        this.json = json;
        this.clock = clock;
    }

    ResponseEntity<?> once(UUID reader, @Nullable String key, String target, Object body, Supplier<ResponseEntity<?>> decision) {
        if (key == null) {
            return conflicts.inTransaction(() -> positioned(decision));
        }
        var fingerprint = fingerprint(target, body);
        return conflicts.inTransaction(() -> remembered(reader, key)
                .<ResponseEntity<?>>map(answer -> repeat(answer, fingerprint))
                .orElseGet(() -> remember(reader, key, fingerprint, positioned(decision))));
    }

    /** As {@link #once} for each, but in one transaction. */
    <Q> List<Outcome> together(List<Joint<Q>> requests, Function<List<Q>, List<Outcome>> decision) {
        return conflicts.inTransaction(() -> {
            var outcomes = new LinkedHashMap<Joint<Q>, Outcome>();
            var open = new ArrayList<Joint<Q>>();
            var firstWithKey = new HashMap<String, Joint<Q>>();
            for (var request : requests) {
                var key = request.write().key();
                var before = key == null ? Optional.<Remembered>empty() : remembered(request.write().reader(), key);
                if (before.isPresent()) {
                    outcomes.put(request, repeated(before.get(), request));
                } else if (key == null || firstWithKey.putIfAbsent(key, request) == null) {
                    open.add(request);
                }
            }
            var reached = new ReachedPosition();
            var decided = open.isEmpty() ? List.<Outcome>of()
                    : reached.collecting(() -> decision.apply(open.stream().map(Joint::question).toList()));
            for (int i = 0; i < open.size(); i++) {
                outcomes.put(open.get(i), remembered(open.get(i), decided.get(i), reached));
            }
            for (var request : requests) {
                if (!outcomes.containsKey(request)) {
                    var first = Objects.requireNonNull(firstWithKey.get(request.write().key()));
                    outcomes.put(request, isSame(request, first) ? Objects.requireNonNull(outcomes.get(first)) : new Refused(keyReused()));
                }
            }
            return requests.stream().map(outcomes::get).map(Objects::requireNonNull).toList();
        });
    }

    private Outcome remembered(Joint<?> request, Outcome decided, ReachedPosition reached) {
        return switch (decided) {
            case Refused refused -> refused;
            case Answered answered -> {
                var answer = positioned(answered.response(), reached);
                var key = request.write().key();
                yield new Answered(key == null ? answer
                        : remember(request.write().reader(), key, fingerprint(request.write().target(), request.body()), answer));
            }
        };
    }

    private boolean isSame(Joint<?> one, Joint<?> other) {
        return Arrays.equals(fingerprint(one.write().target(), one.body()), fingerprint(other.write().target(), other.body()));
    }

    private Outcome repeated(Remembered answer, Joint<?> request) {
        try {
            return new Answered(repeat(answer, fingerprint(request.write().target(), request.body())));
        } catch (ErrorResponseException keyOfAnotherRequest) {
            return new Refused(keyOfAnotherRequest);
        }
    }

    private byte[] fingerprint(String target, Object body) {
        return ContentHash.sha256().digest((target + "\n" + json.writeValueAsString(body)).getBytes(StandardCharsets.UTF_8));
    }

    private static ResponseEntity<?> positioned(Supplier<ResponseEntity<?>> decision) {
        var reached = new ReachedPosition();
        return positioned(reached.collecting(decision::get), reached);
    }

    private static ResponseEntity<?> positioned(ResponseEntity<?> answer, ReachedPosition reached) {
        return reached.position()
                .<ResponseEntity<?>>map(position -> ResponseEntity.status(answer.getStatusCode()).headers(answer.getHeaders())
                        .header(POSITION, position.toString()).body(answer.getBody()))
                .orElse(answer);
    }

    private Optional<Remembered> remembered(UUID reader, String key) {
        return jdbc.sql("SELECT fingerprint, status, headers::text, body FROM command.idempotent_answer WHERE user_id = ? AND key = ?")
                .params(reader, key)
                .query((row, _) -> new Remembered(row.getBytes("fingerprint"), row.getInt("status"),
                        headersOf(row.getString("headers")), row.getBytes("body"))).optional();
    }

    @SuppressWarnings("unchecked")
    private Map<String, String> headersOf(String headers) {
        return json.readValue(headers, Map.class);
    }

    private static ResponseEntity<?> repeat(Remembered answer, byte[] fingerprint) {
        if (!Arrays.equals(answer.fingerprint(), fingerprint)) {
            throw keyReused();
        }
        var response = ResponseEntity.status(answer.status());
        answer.headers().forEach(response::header);
        return response.body(answer.body());
    }

    private static ErrorResponseException keyReused() {
        return Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "idempotency-key-reused",
                "This Idempotency-Key belongs to another request. Use a new key for a new request.");
    }

    /** If the same key came twice at once, the second to commit violates the table's key, and is answered as remembered. */
    private ResponseEntity<?> remember(UUID reader, String key, byte[] fingerprint, ResponseEntity<?> answer) {
        var headers = new TreeMap<String, String>();
        answer.getHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        var body = answer.getBody();
        if (body != null) {
            headers.put("Content-Type", body instanceof ProblemDetail
                    ? MediaType.APPLICATION_PROBLEM_JSON_VALUE : MediaType.APPLICATION_JSON_VALUE);
        }
        jdbc.sql("""
                INSERT INTO command.idempotent_answer (user_id, key, fingerprint, status, headers, body, answered_at)
                VALUES (:user, :key, :fingerprint, :status, :headers::json, :body, :at)
                """).param("user", reader).param("key", key).param("fingerprint", fingerprint)
                .param("status", answer.getStatusCode().value()).param("headers", json.writeValueAsString(headers))
                .param("body", body == null ? null : json.writeValueAsBytes(body)).param("at", Timestamp.from(clock.instant())).update();
        return answer;
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
