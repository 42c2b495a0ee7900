package dev.lectern.web;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A body goes on past what it may have, as whoever reads it learns. */
public final class BodyTooLarge extends ErrorResponseException {

    BodyTooLarge(ProblemDetail problem) {
        super(HttpStatus.CONTENT_TOO_LARGE, problem, null);
    }
}
