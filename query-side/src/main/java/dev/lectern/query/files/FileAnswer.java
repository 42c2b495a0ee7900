package dev.lectern.query.files;

import dev.lectern.query.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.util.StreamUtils;
import org.springframework.web.context.request.ServletWebRequest;

/** Sends bytes that never change: entity tag, 304, one range (RFC 9110, section 14), cached for good. */
final class FileAnswer {

    /** Whatever it is, a browser runs nothing of it. */
    private static final String RUNS_NOTHING = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
    private static final String FOR_GOOD = "private, max-age=31536000, immutable";

    private final HttpServletRequest request;
    private final HttpServletResponse response;

    FileAnswer(HttpServletRequest request, HttpServletResponse response) {
        this.request = request;
        this.response = response;
    }

    FileAnswer as(String mediaType) {
        response.setContentType(mediaType);
        return this;
    }

    /** Lets browsers keep it as a file instead of showing it. */
    FileAnswer attached(@Nullable String name) {
        var disposition = ContentDisposition.attachment();
        if (name != null) {
            disposition.filename(name, StandardCharsets.UTF_8);
        }
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, disposition.build().toString());
        return this;
    }

    /** @param tag names the bytes */
    void send(Path file, String tag) throws IOException {
        if (isKnown(tag)) {
            return;
        }
        long length = Files.size(file);
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        var range = range(tag);
        long first = range == null ? 0 : range.getRangeStart(length);
        long last = range == null ? length - 1 : range.getRangeEnd(length);
        if (range != null) {
            if (first >= length) {
                response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + length);
                throw Problem.rangeNotSatisfiable("The file has " + length + " bytes. Ask for a range within it.");
            }
            response.setStatus(HttpStatus.PARTIAL_CONTENT.value());
            response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes " + first + "-" + last + "/" + length);
        }
        response.setContentLengthLong(last - first + 1);
        if (!request.getMethod().equals("HEAD")) {
            try (var content = Files.newInputStream(file)) {
                StreamUtils.copyRange(content, response.getOutputStream(), first, last);
            }
        }
    }

    /** @param tag names the bytes */
    void send(byte[] bytes, String tag) throws IOException {
        if (!isKnown(tag)) {
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        }
    }

    private boolean isKnown(String tag) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, FOR_GOOD);
        response.addHeader(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
        response.setHeader("Content-Security-Policy", RUNS_NOTHING);
        return new ServletWebRequest(request, response).checkNotModified("\"" + tag + "\"");
    }

    /** The one range that was asked for; several, unreadable ones and those of another version give the whole file. */
    private @Nullable HttpRange range(String tag) {
        var condition = request.getHeader(HttpHeaders.IF_RANGE);
        if (condition != null && !condition.equals("\"" + tag + "\"")) {
            return null;
        }
        try {
            List<HttpRange> ranges = HttpRange.parseRanges(request.getHeader(HttpHeaders.RANGE));
            return ranges.size() == 1 ? ranges.getFirst() : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
