package dev.lectern.command.web;

import dev.lectern.web.ProblemType;
import java.util.Map;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A refusal as RFC 9457 wants it: a type that programs can rely on, and a sentence that tells a person what to do. */
public final class Problem {

    private Problem() {
    }

    /** To be thrown. */
    public static ErrorResponseException of(HttpStatusCode status, String code, String sentence) {
        return of(status, code, sentence, Map.of());
    }

    /** To be thrown, with members of its own besides the standard's. */
    public static ErrorResponseException of(HttpStatusCode status, String code, String sentence, Map<String, ?> members) {
        return new ErrorResponseException(status, detail(status, code, sentence, members), null);
    }

    /** To be answered. */
    public static ProblemDetail detail(HttpStatusCode status, String code, String sentence, Map<String, ?> members) {
        var detail = ProblemDetail.forStatusAndDetail(status, sentence);
        detail.setType(ProblemType.of(code));
        members.forEach(detail::setProperty);
        return detail;
    }
}
