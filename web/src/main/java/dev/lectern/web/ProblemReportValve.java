package dev.lectern.web;

import java.io.IOException;
import java.util.Locale;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** What Tomcat refuses by itself, before any application sees it, is a problem document too. Tomcat makes it by its name. */
public final class ProblemReportValve extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setContentType("application/problem+json");
            response.setCharacterEncoding("UTF-8");
            var writer = response.getReporter();
            if (writer != null) {
                writer.write(problem(status));
                response.finishResponse();
            }
        } catch (IOException | IllegalStateException e) {
            container.getLogger().debug("the client has gone, or has an answer", e);
        }
    }

    private static String problem(int status) {
        var known = HttpStatus.resolve(status);
        var reason = known == null ? "Refused" : known.getReasonPhrase();
        return """
                {"type":"%s","title":"%s","status":%d,"detail":"%s"}""".formatted(
                ProblemType.of(status < 500 ? "invalid-request" : reason.toLowerCase(Locale.ROOT).replace(' ', '-')), reason, status, status < 500
                        ? "This can't be understood as an HTTP request. Check its first line, its headers and its length."
                        : "The server can't answer this. Try again later, or another way.");
    }
}
