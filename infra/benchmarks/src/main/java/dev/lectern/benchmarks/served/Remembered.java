// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.served;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Answers of the service itself, asked for once for each reader and kept as they went over the wire. */
@Component
class Remembered {

    private record Question(String reader, String path) {
    }

    private record Kept(byte[] body, String encoding) {
    }

    private final Map<Question, Kept> answers = new ConcurrentHashMap<>();
    private final HttpClient client = HttpClient.newHttpClient();

    /** @param path of this server, with its query */
    void send(String path, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var question = new Question(request.getUserPrincipal().getName(), path);
        var kept = answers.get(question);
        if (kept == null) {
            kept = ask(path, request);
            answers.put(question, kept);
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        if (!kept.encoding().isEmpty()) {
            response.setHeader(HttpHeaders.CONTENT_ENCODING, kept.encoding());
        }
        response.setContentLength(kept.body().length);
        response.getOutputStream().write(kept.body());
    }

    private Kept ask(String path, HttpServletRequest request) throws IOException {
        var asked = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + request.getLocalPort() + path))
                .header(HttpHeaders.AUTHORIZATION, request.getHeader(HttpHeaders.AUTHORIZATION))
                .header(HttpHeaders.ACCEPT_ENCODING, "gzip").build();
        try {
            var answer = client.send(asked, BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IOException(path + " was answered " + answer.statusCode());
            }
            return new Kept(answer.body(), answer.headers().firstValue(HttpHeaders.CONTENT_ENCODING).orElse(""));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
