package dev.lectern.query.web;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** An answer that says what is wrong and what to do (RFC 9457). */
public final class Problem extends RuntimeException {

    private static final String TYPES = "https://lectern.dev/problems/";

    private final ProblemDetail detail;
    private final @Nullable Duration retryAfter;

    private Problem(ProblemDetail detail, @Nullable Duration retryAfter) {
        super(detail.getDetail(), null, false, false);
        this.detail = detail;
        this.retryAfter = retryAfter;
    }

    /** @param advice a sentence that tells a person what to do */
    public static Problem notFound(String advice) {
        return new Problem(of(HttpStatus.NOT_FOUND, "not-found", "There is no such thing", advice), null);
    }

    public static Problem noSuchBook() {
        return notFound("Your library has no book with this id. List your books with GET /api/v1/books.");
    }

    /** A value of the request that can't be used. */
    public static Problem invalid(String parameter, String advice) {
        var detail = of(HttpStatus.BAD_REQUEST, "invalid-parameter", "A parameter can't be used", advice);
        detail.setProperty("parameter", parameter);
        return new Problem(detail, null);
    }

    /**
     * Something that the present state doesn't allow.
     *
     * @param facts what a program may want to know of it
     */
    public static Problem conflict(String advice, Map<String, ?> facts) {
        var detail = of(HttpStatus.CONFLICT, "illegal-now", "That is not possible now", advice);
        facts.forEach(detail::setProperty);
        return new Problem(detail, null);
    }

    static Problem positionNotReached(Duration retryAfter) {
        return new Problem(of(HttpStatus.SERVICE_UNAVAILABLE, "position-not-reached", "The answer is not ready",
                "The read models don't include this position yet. Ask again after the time in Retry-After."), retryAfter);
    }

    /** Something that this service needs doesn't answer. */
    public static Problem unavailable(String advice) {
        return new Problem(of(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "Part of the service is away", advice),
                Duration.ofSeconds(1));
    }

    /** Something there may only be so many of. */
    public static Problem tooMany(String advice) {
        return new Problem(of(HttpStatus.TOO_MANY_REQUESTS, "too-many", "There are too many already", advice), Duration.ofSeconds(5));
    }

    static Problem tooLarge(String advice) {
        return new Problem(of(HttpStatus.CONTENT_TOO_LARGE, "too-large", "The request is too large", advice), null);
    }

    public static Problem rangeNotSatisfiable(String advice) {
        return new Problem(of(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE, "range-not-satisfiable",
                "The range lies outside the file", advice), null);
    }

    /** A problem document with one of the stable types. */
    public static ProblemDetail of(HttpStatus status, String code, String title, String advice) {
        var problem = ProblemDetail.forStatusAndDetail(status, advice);
        problem.setType(URI.create(TYPES + code));
        problem.setTitle(title);
        return problem;
    }

    public ProblemDetail detail() {
        return detail;
    }

    @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
