package dev.lectern.command.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import tools.jackson.databind.json.JsonMapper;

/** A refusal as RFC 9457 wants it: a type that programs can rely on, and a sentence that tells a person what to do. */
public final class Problem {

    private static final String TYPES = "https://lectern.dev/problems/";

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
        detail.setType(URI.create(TYPES + code));
        members.forEach(detail::setProperty);
        return detail;
    }

    /** Answers with a problem where no controller does. */
    public static void write(HttpServletResponse response, JsonMapper json, ErrorResponseException problem) throws IOException {
        problem.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        write(response, json, problem.getBody());
    }

    static void write(HttpServletResponse response, JsonMapper json, ProblemDetail problem) throws IOException {
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), problem);
    }
}
