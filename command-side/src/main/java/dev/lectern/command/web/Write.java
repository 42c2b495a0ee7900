package dev.lectern.command.web;

import dev.lectern.command.web.Outcome.Answered;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/** One write request as a resource sees it: who asks, and how to answer so that a repetition has no second effect. */
public final class Write {

    private final UUID reader;
    private final @Nullable String key;
    private final String target;
    private final IdempotentAnswers answers;

    Write(UUID reader, @Nullable String key, String target, IdempotentAnswers answers) {
        this.reader = reader;
        this.key = key;
        this.target = target;
        this.answers = answers;
    }

    /** Who asks. */
    public UUID reader() {
        return reader;
    }

    /** Forgets what was answered to this reader before. Part of the decision in {@link #once(Object, Supplier)}. */
    public void forgetAnswers() {
        answers.forget(reader);
    }

    /** {@link #once(Object, Supplier)} for a request without a body. */
    public ResponseEntity<?> once(Supplier<ResponseEntity<?>> decision) {
        return once("", decision);
    }

    /**
     * Decides and answers in one transaction: the events, and the answer under the request's {@code Idempotency-Key} if it
     * has one. A request that was answered before gets the same answer, and nothing is decided.
     *
     * @param body what tells this request from another with the same key
     */
    public ResponseEntity<?> once(Object body, Supplier<ResponseEntity<?>> decision) {
        return answers.once(reader, key, target, body, decision);
    }

    /** {@link #append(Object, Supplier)} for a request without a body. */
    public ResponseEntity<?> append(Supplier<ResponseEntity<?>> decision) {
        return append("", decision);
    }

    /**
     * As {@link #once(Object, Supplier)}, for a decision that writes nothing to the database but events: it takes no transaction of
     * its own, and many are written together.
     */
    public ResponseEntity<?> append(Object body, Supplier<ResponseEntity<?>> decision) {
        return together(List.of(new Joint<>(this, body, decision)), decisions -> List.of(new Answered(decisions.getFirst().get())))
                .getFirst().response();
    }

    /**
     * One of several writes of one reader that are decided together.
     *
     * @param body     what tells this request from another with the same key
     * @param question what there is to decide
     */
    public record Joint<Q>(Write write, Object body, Q question) {
    }

    /**
     * Decides several requests at once, writing nothing but events, and answers each under its own key. Those that were answered
     * before get the same answer again, and are not asked.
     *
     * @param decision an outcome for each question it is given, in their order
     * @return an outcome for each request, in their order
     */
    public static <Q> List<Outcome> together(List<Joint<Q>> requests, Function<List<Q>, List<Outcome>> decision) {
        return requests.getFirst().write().answers.together(requests, decision);
    }

    @Nullable String key() {
        return key;
    }

    String target() {
        return target;
    }
}
