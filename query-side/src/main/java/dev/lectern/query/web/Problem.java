package dev.lectern.query.web;

import dev.lectern.web.ProblemType;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** An answer that says what is wrong and what to do (RFC 9457). */
public final class Problem extends RuntimeException {

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

    public static Problem rangeNotSatisfiable(String advice) {
        return new Problem(of(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE, "range-not-satisfiable",
                "The range lies outside the file", advice), null);
    }

    /** A problem document with one of the stable types. */
    public static ProblemDetail of(HttpStatus status, String code, String title, String advice) {
        var problem = ProblemDetail.forStatusAndDetail(status, advice);
        problem.setType(ProblemType.of(code));
        problem.setTitle(title);
        return problem;
    }

    /** What there is to say about a bare status. */
    public static ProblemDetail ofStatus(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> of(status, "not-found", "There is no such thing",
                    "Nothing is at this path. The paths are listed in /openapi.json.");
            case METHOD_NOT_ALLOWED -> of(status, "method-not-allowed", "The method doesn't fit the path",
                    "Use one of the methods in the Allow header.");
            case NOT_ACCEPTABLE -> of(status, "not-acceptable", "None of the accepted types can be given",
                    "Accept application/json, or leave the Accept header out.");
            case UNSUPPORTED_MEDIA_TYPE -> of(status, "unsupported-media-type", "The type can't be read",
                    "Send JSON as application/json, and no body with a GET.");
            case UNAUTHORIZED -> of(status, "unauthenticated", "Who asks?",
                    "Send a valid access token as Authorization: Bearer; POST /api/v1/auth/login gives one.");
            case FORBIDDEN -> of(status, "forbidden", "This is for others",
                    "Your account lacks the role that this needs.");
            default -> status.is4xxClientError()
                    ? of(status, "invalid-request", "The request can't be used", "Check the request against /openapi.json.")
                    : internal();
        };
    }

    private static ProblemDetail internal() {
        return of(HttpStatus.INTERNAL_SERVER_ERROR, "internal", "Something went wrong on our side",
                "Try again. If it stays, tell the administrator the time and the path.");
    }

    public ProblemDetail detail() {
        return detail;
    }

    @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
