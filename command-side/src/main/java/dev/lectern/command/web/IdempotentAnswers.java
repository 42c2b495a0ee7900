package dev.lectern.command.web;

import dev.lectern.command.eventstore.Decision;
import dev.lectern.command.eventstore.ReachedPosition;
import dev.lectern.command.messaging.ConflictRetry;
import dev.lectern.command.web.Outcome.Answered;
import dev.lectern.command.web.Outcome.Refused;
import dev.lectern.command.web.Outcome.Repeated;
import dev.lectern.command.web.RememberedAnswers.Remembered;
import dev.lectern.command.web.Write.Joint;
import dev.lectern.contracts.Position;
import dev.lectern.contracts.content.ContentHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;
import tools.jackson.databind.json.JsonMapper;

/** Answers writes, and remembers under their keys what was answered. The memory commits with the events. */
@Component
class IdempotentAnswers {

    static final String POSITION = "Lectern-Position";

    private final RememberedAnswers answers;
    private final ConflictRetry conflicts;
    private final JsonMapper json;

    IdempotentAnswers(RememberedAnswers answers, ConflictRetry conflicts, JsonMapper json) {
        this.answers = answers;
        this.conflicts = conflicts;
        this.json = json;
    }

    /** In a transaction, with whatever the decision writes. */
    ResponseEntity<?> once(UUID reader, @Nullable String key, String target, Object body, Supplier<ResponseEntity<?>> decision) {
        if (key == null) {
            return conflicts.inTransaction(() -> positioned(decision));
        }
        var fingerprint = fingerprint(target, body);
        return conflicts.inTransaction(() -> {
            var before = answers.find(reader, key);
            if (before.isPresent()) {
                return repeat(before.get(), fingerprint);
            }
            var answer = positioned(decision);
            answers.remember(reader, key, fingerprint, answer);
            return answer;
        });
    }

    /** With the events of one decision that writes nothing but events. */
    <Q> List<Outcome> together(List<Joint<Q>> requests, Function<List<Q>, List<Outcome>> decider) {
        var reached = new ReachedPosition();
        var outcomes = reached.collecting(() -> conflicts.deciding(decision -> decide(requests, decider, decision, reached)));
        return outcomes.stream().map(outcome -> outcome instanceof Answered(var response)
                ? new Answered(positioned(response, reached.position())) : outcome).toList();
    }

    private <Q> List<Outcome> decide(List<Joint<Q>> requests, Function<List<Q>, List<Outcome>> decider, Decision decision,
                                     ReachedPosition reached) {
        var outcomes = new LinkedHashMap<Joint<Q>, Outcome>();
        var open = new ArrayList<Joint<Q>>();
        var firstWithKey = new HashMap<String, Joint<Q>>();
        for (var request : requests) {
            var key = request.write().key();
            var before = key == null ? Optional.<Remembered>empty() : answers.find(request.write().reader(), key);
            if (before.isPresent()) {
                outcomes.put(request, repeated(before.get(), request));
            } else if (key == null || firstWithKey.putIfAbsent(key, request) == null) {
                open.add(request);
            }
        }
        var decided = open.isEmpty() ? List.<Outcome>of() : decider.apply(open.stream().map(Joint::question).toList());
        for (int i = 0; i < open.size(); i++) {
            outcomes.put(open.get(i), decided.get(i));
            if (decided.get(i) instanceof Answered(var response)) {
                remember(open.get(i), response, decision, reached);
            }
        }
        for (var request : requests) {
            if (!outcomes.containsKey(request)) {
                var first = Objects.requireNonNull(firstWithKey.get(request.write().key()));
                outcomes.put(request, isSame(request, first) ? Objects.requireNonNull(outcomes.get(first)) : new Refused(keyReused()));
            }
        }
        return requests.stream().map(outcomes::get).map(Objects::requireNonNull).toList();
    }

    /** If the same key came twice at once, the second to commit violates the table's key, and is answered as remembered. */
    private void remember(Joint<?> request, ResponseEntity<?> answer, Decision decision, ReachedPosition reached) {
        var write = request.write();
        if (write.key() != null) {
            decision.alongside(answers.row(write.reader(), write.key(), fingerprint(write.target(), request.body()), appended ->
                    positioned(answer, Stream.concat(reached.position().stream(), appended.stream()).max(Comparator.naturalOrder()))));
        }
    }

    private boolean isSame(Joint<?> one, Joint<?> other) {
        return Arrays.equals(fingerprint(one.write().target(), one.body()), fingerprint(other.write().target(), other.body()));
    }

    private Outcome repeated(Remembered answer, Joint<?> request) {
        try {
            return new Repeated(repeat(answer, fingerprint(request.write().target(), request.body())));
        } catch (ErrorResponseException keyOfAnotherRequest) {
            return new Refused(keyOfAnotherRequest);
        }
    }

    private byte[] fingerprint(String target, Object body) {
        return ContentHash.sha256().digest((target + "\n" + json.writeValueAsString(body)).getBytes(StandardCharsets.UTF_8));
    }

    private static ResponseEntity<?> positioned(Supplier<ResponseEntity<?>> decision) {
        var reached = new ReachedPosition();
        return positioned(reached.collecting(decision::get), reached.position());
    }

    private static ResponseEntity<?> positioned(ResponseEntity<?> answer, Optional<Position> reached) {
        return reached
                .<ResponseEntity<?>>map(position -> ResponseEntity.status(answer.getStatusCode()).headers(answer.getHeaders())
                        .header(POSITION, position.toString()).body(answer.getBody()))
                .orElse(answer);
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

    void forget(UUID reader) {
        answers.forget(reader);
    }
}
