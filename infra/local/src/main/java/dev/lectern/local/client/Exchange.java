// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.client;

import dev.lectern.local.Refused;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** One request and its answer as a value. Waits as long as a busy server asks to. */
record Exchange<T>(int status, HttpHeaders headers, T body) {

    private static final int ATTEMPTS = 8;
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();

    /** Throws {@link ServerRefused} for a problem, {@link Refused} when nobody listens. */
    static <T> Exchange<T> send(HttpRequest.Builder builder, Class<T> type) throws IOException {
        var answer = answerTo(builder);
        return new Exchange<>(answer.statusCode(), answer.headers(), read(answer, type));
    }

    /** As {@link #send}, where the answer says no more than that it is done. */
    static void tell(HttpRequest.Builder builder) throws IOException {
        answerTo(builder);
    }

    private static HttpResponse<byte[]> answerTo(HttpRequest.Builder builder) throws IOException {
        var request = builder.header("Accept", "application/json, application/problem+json").build();
        for (var attempt = 1;; attempt++) {
            var answer = send(request);
            var wait = secondsToWait(answer);
            if (wait != null && attempt < ATTEMPTS) {
                pause(wait);
            } else if (answer.statusCode() / 100 == 2) {
                return answer;
            } else {
                throw new ServerRefused(answer.statusCode(), sentence(answer));
            }
        }
    }

    private static <T> T read(HttpResponse<byte[]> answer, Class<T> type) throws IOException {
        try {
            return JsonMapper.shared().readValue(answer.body(), type);
        } catch (JacksonException e) {
            throw new IOException("the answer of " + answer.uri() + " is not the one this version of the command line knows", e);
        }
    }

    private static HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        try {
            return CLIENT.send(request, BodyHandlers.ofByteArray());
        } catch (ConnectException e) {
            throw new Refused("Lectern doesn't answer at " + request.uri().resolve("/")
                    + ". Start it with ./lectern up, or name its address with --url.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static @Nullable Long secondsToWait(HttpResponse<byte[]> answer) {
        if (answer.statusCode() != 429 && answer.statusCode() != 503) {
            return null;
        }
        return answer.headers().firstValue("Retry-After").filter(text -> text.matches("[0-9]{1,3}")).map(Long::valueOf).orElse(1L);
    }

    private static String sentence(HttpResponse<byte[]> answer) {
        try {
            var problem = JsonMapper.shared().readTree(answer.body());
            var detail = problem.path("detail").stringValue(problem.path("title").stringValue(""));
            return detail.isBlank() ? "the server answered " + answer.statusCode() : detail;
        } catch (JacksonException noProblemDocument) {
            return "the server answered " + answer.statusCode();
        }
    }

    private static void pause(long seconds) throws IOException {
        try {
            Thread.sleep(Duration.ofSeconds(Math.clamp(seconds, 1, 60)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
