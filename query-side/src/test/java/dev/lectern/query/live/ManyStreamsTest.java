package dev.lectern.query.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.query.testing.CountedStatements;
import dev.lectern.query.testing.QuerySide;
import dev.lectern.query.testing.TestBook;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A thousand open streams are a thousand threads that wait, none of them the machine's, and one look at the log. */
class ManyStreamsTest {

    private static final int MANY = 1_000;

    private record Client(TestBook book, Socket socket, BufferedReader lines) {

        static Client open(QuerySide querySide, TestBook book) {
            try {
                var url = URI.create(querySide.url("/api/v1/events"));
                var socket = new Socket(url.getHost(), url.getPort());
                socket.getOutputStream().write("GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
                        .formatted(url.getPath(), querySide.issuer().token(book.owner(), "READER")).getBytes(StandardCharsets.US_ASCII));
                var client = new Client(book, socket,
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)));
                client.lineWith("id: ");
                return client;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String lineWith(String text) {
            try {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.contains(text)) {
                        return line;
                    }
                }
                throw new IllegalStateException("the stream ended");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void a_thousand_readers_are_told_and_nobody_else_pays_for_it() throws Exception {
        try (var querySide = QuerySide.start(Map.of(), CountedStatements.class); var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var books = Stream.generate(TestBook::aBook).limit(MANY).toList();
            int before = ManagementFactory.getThreadMXBean().getThreadCount();
            var clients = all(books.stream().map(book -> threads.submit(() -> Client.open(querySide, book))).toList());

            var told = new ArrayList<Future<String>>();
            var statements = CountedStatements.during(() -> {
                querySide.given(books.stream().map(TestBook::uploaded).toList());
                clients.forEach(client -> told.add(threads.submit(() -> client.lineWith("\"bookId\":\"" + client.book().id() + "\""))));
                assertThat(all(told)).hasSize(MANY);
            });

            assertThat(statements).isEmpty();
            assertThat(ManagementFactory.getThreadMXBean().getThreadCount() - before).isLessThan(50);
            assertThat(querySide.bean("liveStreams", LiveStreams.class).open()).isEqualTo(MANY);
            for (var client : clients) {
                client.socket().close();
            }
        }
    }

    private static <T> List<T> all(List<Future<T>> futures) {
        return futures.stream().map(future -> {
            try {
                return future.get(60, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }).toList();
    }
}
