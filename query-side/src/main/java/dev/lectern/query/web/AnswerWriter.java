package dev.lectern.query.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/** Sends an {@link Answer}: entity tag, 304, {@code Link: rel="next"}, compressed as it is stored where the client takes it. */
final class AnswerWriter implements HandlerMethodReturnValueHandler {

    private static final int TAG_LENGTH = 32;
    private static final Pattern NO_GZIP = Pattern.compile("gzip\\s*;\\s*q=0(\\.0*)?\\s*(,|$)");

    private final JsonMapper json;

    AnswerWriter(JsonMapper json) {
        this.json = json;
    }

    @Override
    public boolean supportsReturnType(MethodParameter returnType) {
        return Answer.class.isAssignableFrom(returnType.getParameterType());
    }

    @Override
    public void handleReturnValue(@Nullable Object value, MethodParameter returnType, ModelAndViewContainer container,
                                  NativeWebRequest web) throws IOException {
        container.setRequestHandled(true);
        var request = Objects.requireNonNull(web.getNativeRequest(HttpServletRequest.class));
        var response = Objects.requireNonNull(web.getNativeResponse(HttpServletResponse.class));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        response.addHeader(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        switch ((Answer<?>) Objects.requireNonNull(value)) {
            case Answer.Fresh<?> fresh -> {
                link(request, response, fresh.value() instanceof Page<?> page ? page.next() : null);
                sendFresh(request, response, json.writeValueAsBytes(fresh.value()));
            }
            case Answer.Finished<?> finished -> {
                link(request, response, finished.next());
                if (!isKnown(request, response, finished.tag())) {
                    sendGzipped(request, response, finished.gzipped().get());
                }
            }
        }
    }

    private static void link(HttpServletRequest request, HttpServletResponse response, @Nullable String next) {
        if (next != null) {
            response.addHeader(HttpHeaders.LINK, "<" + nextOf(request, next) + ">; rel=\"next\"");
        }
    }

    private static boolean isKnown(HttpServletRequest request, HttpServletResponse response, String tag) {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            return false;
        }
        // weak, because the same answer goes out compressed and not
        var etag = "W/\"" + tag.substring(0, Math.min(TAG_LENGTH, tag.length())) + "\"";
        return new ServletWebRequest(request, response).checkNotModified(etag);
    }

    /** Tomcat would compress it too, in twice the time. */
    private static void sendFresh(HttpServletRequest request, HttpServletResponse response, byte[] bytes) throws IOException {
        var compact = Gzip.pays(bytes) ? Gzip.of(bytes) : bytes;
        if (isKnown(request, response, Gzip.tag(bytes, compact))) {
            return;
        }
        if (Gzip.pays(bytes) && takesGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING))) {
            sendGzipped(request, response, compact);
        } else {
            send(response, bytes);
        }
    }

    private static void sendGzipped(HttpServletRequest request, HttpServletResponse response, byte[] gzipped)
            throws IOException {
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (takesGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING))) {
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
            send(response, gzipped);
        } else {
            try (var inflated = new GZIPInputStream(new ByteArrayInputStream(gzipped))) {
                send(response, inflated.readAllBytes());
            }
        }
    }

    private static boolean takesGzip(@Nullable String accepted) {
        return accepted != null && accepted.contains("gzip")
                && (accepted.indexOf(';') < 0 || !NO_GZIP.matcher(accepted).find());
    }

    private static void send(HttpServletResponse response, byte[] bytes) throws IOException {
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private static String nextOf(HttpServletRequest request, String cursor) {
        return ServletUriComponentsBuilder.fromPath(request.getRequestURI())
                .query(request.getQueryString())
                .replaceQueryParam("cursor", cursor)
                .build()
                .toUriString();
    }
}
