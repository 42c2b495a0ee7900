package dev.lectern.query.testing;

import dev.lectern.contracts.Position;
import dev.lectern.contracts.content.ContentStore;
import dev.lectern.contracts.content.DirectoryContentStore;
import dev.lectern.contracts.event.DomainEvent;
import dev.lectern.contracts.json.LecternJson;
import dev.lectern.query.QuerySideApplication;
import dev.lectern.query.testing.TestPostgres.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** The service as it runs in production, on a database and a content directory of its own. */
public final class QuerySide implements AutoCloseable {

    private static final class Shared {
        private static final QuerySide INSTANCE = start(Map.of());
    }

    private static final TestIssuer ISSUER = new TestIssuer();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Database database;
    private final Path directory;
    private final EventLogWriter log;
    private final ConfigurableApplicationContext context;
    private volatile Position written = Position.START;

    private QuerySide(Database database, Path directory, EventLogWriter log, ConfigurableApplicationContext context) {
        this.database = database;
        this.directory = directory;
        this.log = log;
        this.context = context;
    }

    /** The one that tests share which bring nobody else's readers into trouble. */
    public static QuerySide shared() {
        return Shared.INSTANCE;
    }

    /** One more, with properties of its own. */
    public static QuerySide start(Map<String, String> properties, Class<?>... additions) {
        return start(TestPostgres.database(), properties, additions);
    }

    public static QuerySide start(Database database, Map<String, String> properties, Class<?>... additions) {
        try {
            var directory = Files.createTempDirectory("content");
            var settings = new HashMap<>(Map.of("server.port", "0", "lectern.postgres.url", database.url(),
                    "lectern.postgres.user", TestPostgres.SERVICE, "lectern.postgres.password", "secret",
                    "lectern.postgres.owner-user", "postgres", "lectern.postgres.owner-password", "postgres",
                    "lectern.redis.url", "off", "lectern.content.directory", directory.toString(),
                    "lectern.issuer.jwks-url", ISSUER.jwksUrl()));
            settings.putAll(properties);
            var context = QuerySideApplication.builder().sources(additions).run(settings.entrySet().stream()
                    .map(setting -> "--" + setting.getKey() + "=" + setting.getValue()).toArray(String[]::new));
            var querySide = new QuerySide(database, directory, database.log(), context);
            eventually(() -> querySide.asNobody().get("/readyz").status() == 200);
            return querySide;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Database database() {
        return database;
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /** Where its content store is. */
    public Path directory() {
        return directory;
    }

    public ContentStore store() {
        return new DirectoryContentStore(directory);
    }

    /** Appends events; what is asked afterwards includes them. */
    public QuerySide given(DomainEvent... events) {
        return given(List.of(events));
    }

    public QuerySide given(List<? extends DomainEvent> events) {
        written = log.append(events);
        return this;
    }

    public Position written() {
        return written;
    }

    public EventLogWriter log() {
        return log;
    }

    public TestIssuer issuer() {
        return ISSUER;
    }

    /** Waits for a condition, never for a time. */
    public static void eventually(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("it didn't come true within 30 s");
            }
            // looks again soon, and leaves the core to whom it waits for
            LockSupport.parkNanos(1_000_000);
        }
    }

    public String url(String path) {
        return "http://localhost:" + context.getEnvironment().getProperty("local.server.port") + path;
    }

    public Asking as(UUID reader) {
        return new Asking(ISSUER.token(reader, "READER"), List.of());
    }

    public Asking asAdmin() {
        return new Asking(ISSUER.token(UUID.randomUUID(), "READER", "ADMIN"), List.of());
    }

    public Asking asNobody() {
        return new Asking("", List.of());
    }

    public Asking withToken(String token) {
        return new Asking(token, List.of());
    }

    /** Somebody with a token, and headers of theirs. */
    public final class Asking {

        private final String token;
        private final List<String> headers;

        private Asking(String token, List<String> headers) {
            this.token = token;
            this.headers = headers;
        }

        public Asking with(String header, String value) {
            var more = new ArrayList<>(headers);
            more.add(header);
            more.add(value);
            return new Asking(token, more);
        }

        /** Asks once the answer includes what was given. */
        public Reply get(String path) {
            return written.equals(Position.START) || headers.contains("Lectern-Min-Position")
                    ? ask("GET", path) : with("Lectern-Min-Position", written.toString()).ask("GET", path);
        }

        public Reply ask(String method, String path) {
            return send(HttpRequest.newBuilder(URI.create(url(path))).method(method, HttpRequest.BodyPublishers.noBody()));
        }

        /** Sends JSON. */
        public Reply post(String path, String json) {
            return send(HttpRequest.newBuilder(URI.create(url(path))).header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(json)));
        }

        /** Follows a stream of events, from when answers include what was given. */
        public Following follow(String path) {
            var from = with("Lectern-Min-Position", written.toString());
            return new Following(from.signed(HttpRequest.newBuilder(URI.create(url(path)))));
        }

        private HttpRequest signed(HttpRequest.Builder request) {
            if (!token.isEmpty()) {
                request.header("Authorization", "Bearer " + token);
            }
            if (!headers.isEmpty()) {
                request.headers(headers.toArray(String[]::new));
            }
            return request.build();
        }

        private Reply send(HttpRequest.Builder request) {
            try {
                return new Reply(CLIENT.send(signed(request), HttpResponse.BodyHandlers.ofByteArray()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** An answer. */
    public record Reply(HttpResponse<byte[]> response) {

        public int status() {
            return response.statusCode();
        }

        /** The answer, which is a good one. */
        public JsonNode json() {
            if (status() != 200) {
                throw new AssertionError(status() + " " + new String(response.body(), StandardCharsets.UTF_8));
            }
            return body();
        }

        public JsonNode body() {
            return LecternJson.MAPPER.readTree(response.body());
        }

        public byte[] bytes() {
            return response.body();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** The values of a field of the page's items. */
        public List<String> each(String field) {
            return json().get("items").valueStream().map(item -> item.get(field).asString()).toList();
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
