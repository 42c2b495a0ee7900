package dev.lectern.query.web;

import dev.lectern.query.projection.ReplayRefused;
import dev.lectern.web.BodyTooLarge;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Turns whatever went wrong into a problem document. What a person can't mend is logged and not told. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String NO_SUCH_TABLE = "42P01";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> problem(Problem problem) {
        var answer = ResponseEntity.status(problem.detail().getStatus()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        var retryAfter = problem.retryAfter();
        if (retryAfter != null) {
            answer.header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
        return answer.body(problem.detail());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> wrongType(MethodArgumentTypeMismatchException e) {
        if (e.getParameter().hasParameterAnnotation(PathVariable.class)) {
            return problem(Problem.notFound("Nothing is at this path: its " + e.getName() + " is not of the right form."));
        }
        return problem(Problem.invalid(e.getName(), "Give " + e.getName() + " a value of its type, or leave it out."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> missing(MissingServletRequestParameterException e) {
        return problem(Problem.invalid(e.getParameterName(), "Give " + e.getParameterName() + " a value."));
    }

    /** Bytes that are no text, or an escape that is none. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(InvalidParameterException e) {
        return problem(Problem.invalid("query", "Write the query as UTF-8, and escape what needs it with % and two hexadecimal digits."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(ReplayRefused refused) {
        var advice = String.valueOf(refused.getMessage());
        return problem(switch (refused.reason()) {
            case UNKNOWN -> Problem.notFound(advice);
            case NOT_NOW -> Problem.unavailable(advice);
            case ILLEGAL -> refused.replay() == null ? Problem.conflict(advice, Map.of())
                    : Problem.conflict(advice, Map.of("replay", refused.replay().id(), "legal", refused.legal()));
        });
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(HttpMessageNotReadableException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyTooLarge tooLarge) {
                return tooLarge(tooLarge);
            }
        }
        return problem(Problem.invalid("body", "Send JSON with the fields and types that /openapi.json describes, and no others."));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooLarge(BodyTooLarge e) {
        return ResponseEntity.status(e.getStatusCode()).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(e.getBody());
    }

    @ExceptionHandler({CannotGetJdbcConnectionException.class, DataAccessResourceFailureException.class,
            TransientDataAccessException.class})
    ResponseEntity<ProblemDetail> databaseAway(Exception e) {
        LOG.warn("the database doesn't answer: {}", e.getMessage());
        return problem(Problem.unavailable("The database doesn't answer at the moment. Ask again in a second."));
    }

    /** Before the first start has made the read models there is nothing to ask. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> notMadeYet(BadSqlGrammarException e, HttpServletRequest request) {
        return e.getCause() instanceof SQLException cause && NO_SUCH_TABLE.equals(cause.getSQLState())
                ? problem(Problem.unavailable("The read models are being set up. Ask again in a second."))
                : anythingElse(e, request);
    }

    /** The client hung up while it was being answered. */
    @ExceptionHandler
    void hungUp(AsyncRequestNotUsableException e) {
        LOG.debug("client hung up", e);
    }

    @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
    void leaveToSecurity(RuntimeException e) {
        throw e;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> anythingElse(Exception e, HttpServletRequest request) {
        if (e instanceof ErrorResponse known) {
            return ofFramework(known);
        }
        if (e instanceof IOException && String.valueOf(e.getMessage()).contains("Broken pipe")) {
            LOG.debug("client hung up", e);
        } else {
            LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
        }
        return ResponseEntity.internalServerError().contentType(MediaType.APPLICATION_PROBLEM_JSON).body(Problem.ofStatus(HttpStatus.INTERNAL_SERVER_ERROR));
    }

    private static ResponseEntity<ProblemDetail> ofFramework(ErrorResponse known) {
        var status = HttpStatus.valueOf(known.getStatusCode().value());
        return ResponseEntity.status(status).headers(known.getHeaders())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON).body(Problem.ofStatus(status));
    }
}
