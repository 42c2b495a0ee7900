package dev.lectern.command.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Turns what goes wrong into problem documents. What is our fault is logged, and told without its inside. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    ProblemDetail noSuchAggregate(AggregateNotFoundException e) {
        return Problem.detail(HttpStatus.NOT_FOUND, "no-such-book", "You have no such book.", Map.of());
    }

    @ExceptionHandler
    ProblemDetail tooManyWriters(ConcurrencyException e) {
        return Problem.detail(HttpStatus.CONFLICT, "too-many-writers", "Others are writing the same at this moment. Try again.", Map.of());
    }

    @ExceptionHandler
    ProblemDetail wrongType(MethodArgumentTypeMismatchException e) {
        return Problem.detail(HttpStatus.BAD_REQUEST, "invalid-request", "“" + e.getName() + "” has not the right form.",
                Map.of("field", e.getName()));
    }

    /** Bytes that are no text, or an escape that is none, in a query or a form. */
    @ExceptionHandler
    ProblemDetail unreadable(InvalidParameterException e) {
        return Problem.detail(HttpStatus.BAD_REQUEST, "invalid-request",
                "Write parameters as UTF-8, and escape what needs it with % and two hexadecimal digits.", Map.of());
    }

    @ExceptionHandler
    ProblemDetail fault(Exception e, HttpServletRequest request) {
        if (cause(e, ClientAbortException.class).isPresent()) {
            log.debug("the client hung up, or was too slow", e);
            return Problem.detail(HttpStatus.REQUEST_TIMEOUT, "too-slow", "The request didn't come to its end. Send it again.", Map.of());
        }
        log.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
        return Problem.detail(HttpStatus.INTERNAL_SERVER_ERROR, "fault", "Something went wrong on our side. Try again later.", Map.of());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException e, HttpHeaders headers,
                                                                            HttpStatusCode status, WebRequest request) {
        var field = e.getBindingResult().getFieldError();
        var detail = field == null ? "The request is not valid." : "“" + field.getField() + "” " + field.getDefaultMessage() + ".";
        return ResponseEntity.badRequest().headers(headers).body(Problem.detail(HttpStatus.BAD_REQUEST, "invalid-request", detail,
                field == null ? Map.of() : Map.of("field", field.getField())));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(HttpMessageNotReadableException e, HttpHeaders headers,
                                                                            HttpStatusCode status, WebRequest request) {
        var tooLarge = cause(e, ErrorResponseException.class);
        if (tooLarge.isPresent()) {
            return ResponseEntity.status(tooLarge.get().getStatusCode()).headers(headers).body(tooLarge.get().getBody());
        }
        return ResponseEntity.badRequest().headers(headers)
                .body(Problem.detail(HttpStatus.BAD_REQUEST, "invalid-request", whyUnreadable(e), Map.of()));
    }

    private static <T> Optional<T> cause(Throwable failure, Class<T> type) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).filter(type::isInstance).map(type::cast).findFirst();
    }

    private static String whyUnreadable(HttpMessageNotReadableException e) {
        return switch (e.getCause()) {
            case UnrecognizedPropertyException unknown -> "“" + unknown.getPropertyName() + "” is not a field of this request.";
            case DatabindException wrong when !wrong.getPath().isEmpty() ->
                    "“" + wrong.getPath().getLast().getPropertyName() + "” has not the right form.";
            case JacksonException _ -> "The body is not valid JSON.";
            case null, default -> "The body is missing or can't be read.";
        };
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(Exception e, @Nullable Object body, HttpHeaders headers,
                                                                       HttpStatusCode status, WebRequest request) {
        var answer = super.handleExceptionInternal(e, body, headers, status, request);
        if (answer != null && answer.getBody() instanceof ProblemDetail detail && detail.getType() == null) {
            detail.setType(URI.create("about:blank"));
        }
        return answer;
    }
}
