package dev.lectern.command.web;

import org.springframework.http.ResponseEntity;

/** What became of one of several writes that were decided together. */
public sealed interface Outcome {

    record Answered(ResponseEntity<?> response) implements Outcome {
    }

    /** What was answered to the same request before. */
    record Repeated(ResponseEntity<?> response) implements Outcome {
    }

    /** @param reason what the request's own thread throws, as if it had been alone */
    record Refused(RuntimeException reason) implements Outcome {
    }

    /** For the request's own thread. */
    default ResponseEntity<?> response() {
        return switch (this) {
            case Answered answered -> answered.response();
            case Repeated repeated -> repeated.response();
            case Refused refused -> throw refused.reason();
        };
    }
}
