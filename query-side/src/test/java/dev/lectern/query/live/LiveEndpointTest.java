package dev.lectern.query.live;

import static dev.lectern.query.testing.QuerySide.eventually;
import static dev.lectern.query.testing.TestBook.NOON;
import static dev.lectern.query.testing.TestBook.aBook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.contracts.event.AnnotationEvent.AnnotationDeleted;
import dev.lectern.contracts.event.ReaderEvent.ReaderErased;
import dev.lectern.contracts.event.ShelfEvent.ShelfCreated;
import dev.lectern.query.testing.Following;
import dev.lectern.query.testing.QuerySide;
import dev.lectern.query.testing.TestBook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LiveEndpointTest {

    private static final String EVENTS = "/api/v1/events";
    private static QuerySide querySide;

    private final UUID reader = UUID.randomUUID();
    private final TestBook book = aBook().ownedBy(reader);

    @BeforeAll
    static void start() {
        querySide = QuerySide.start(Map.of("lectern.events.heartbeat", "100ms", "lectern.events.per-reader", "3", "lectern.events.kept", "50"));
    }

    @AfterAll
    static void stop() {
        querySide.close();
    }

    @Test
    void a_reader_sees_what_happens_to_their_books() {
        try (var stream = querySide.as(reader).follow(EVENTS)) {
            querySide.given(book.uploaded(), book.imported(), book.analysisRequested(), book.analysed(1, 7, 1, 7),
                    book.readTo(25, "phone", NOON), book.toldLate(20, 25, "tablet", NOON.minusSeconds(9)), book.starred(), new ShelfCreated(UUID.randomUUID(), reader, "Sea", NOON),
                    new AnnotationDeleted(UUID.randomUUID(), reader, book.id(), NOON));
            eventually(() -> stream.events().size() == 10);

            assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
            assertThat(stream.names()).containsExactly("import", "import", "analysis", "descriptions", "analysis", "progress", "place", "book",
                    "shelf", "annotation");
            assertThat(stream.events().get(1).data().toString())
                    .isEqualTo("{\"bookId\":\"" + book.id() + "\",\"state\":\"ready\",\"percent\":100,\"reason\":null}");
            assertThat(stream.events().get(4).data().get("percent").asDouble()).isBetween(33.3, 33.4);
            assertThat(stream.events().get(5).data().get("current").get("deviceId").asString()).isEqualTo("phone");
        }
    }

    @Test
    void nobody_sees_what_happens_to_others() {
        try (var stream = querySide.as(UUID.randomUUID()).follow(EVENTS); var own = querySide.as(reader).follow(EVENTS)) {
            querySide.given(book.uploaded());
            eventually(() -> own.events().size() == 1);
            // heartbeats move the id on, past the event of the other
            eventually(() -> stream.lastId().equals(querySide.written().toString()));

            assertThat(stream.events()).isEmpty();
        }
    }

    @Test
    void when_an_event_comes_answers_include_it() {
        querySide.given(book.uploaded(), book.imported());
        var progress = querySide.as(reader).with("Lectern-Min-Position", querySide.written().toString());
        try (var stream = querySide.as(reader).follow(EVENTS)) {
            for (int i = 1; i <= 30; i++) {
                int count = i;
                querySide.given(book.readTo(i, "phone", NOON.plusSeconds(i)));
                eventually(() -> stream.events().size() == count);

                assertThat(progress.get("/api/v1/books/" + book.id() + "/progress").json().get("current").get("percent").asInt()).isEqualTo(i);
            }
        }
    }

    @Test
    void who_was_cut_off_resumes_where_they_were() {
        var ids = new ArrayList<String>();
        String last;
        try (var stream = querySide.as(reader).follow(EVENTS)) {
            querySide.given(book.uploaded());
            eventually(() -> stream.events().size() == 1);
            ids.add(stream.lastId());
            last = stream.lastId();
        }
        querySide.given(book.imported());
        querySide.given(book.starred());
        for (var rest : List.of(List.of("import", "book"), List.of("book"))) {
            try (var stream = querySide.as(reader).with("Last-Event-ID", last).follow(EVENTS)) {
                eventually(() -> stream.events().size() == rest.size());
                assertThat(stream.names()).isEqualTo(rest);
                last = stream.events().getFirst().lastId();
            }
        }
    }

    @Test
    void who_was_away_too_long_is_told_to_load_again() {
        String last;
        try (var stream = querySide.as(reader).follow(EVENTS)) {
            eventually(() -> !stream.lastId().isEmpty());
            last = stream.lastId();
        }
        for (int i = 0; i < 60; i++) {
            querySide.given(aBook().uploaded());
        }
        querySide.as(reader).get("/api/v1/books");
        for (var id : List.of(last, "what?")) {
            try (var stream = querySide.as(reader).with("Last-Event-ID", id).follow(EVENTS)) {
                eventually(() -> stream.names().equals(List.of("reload")));
                querySide.given(book.starred());
                eventually(() -> stream.names().equals(List.of("reload", "book")));
            }
        }
    }

    @Test
    void a_stream_goes_on_at_another_instance() {
        try (var other = QuerySide.start(querySide.database(), Map.of())) {
            querySide.given(book.uploaded());
            String last;
            try (var here = querySide.as(reader).follow(EVENTS); var there = other.as(reader).follow(EVENTS)) {
                querySide.given(book.imported());
                eventually(() -> here.names().equals(List.of("import")) && there.names().equals(List.of("import")));
                last = here.lastId();
            }
            querySide.given(book.starred());
            try (var there = other.as(reader).with("Last-Event-ID", last).follow(EVENTS)) {
                eventually(() -> there.names().equals(List.of("book")));
            }
        }
    }

    @Test
    void a_stream_goes_on_at_an_instance_that_has_started_since() {
        String last;
        try (var stream = querySide.as(reader).follow(EVENTS)) {
            querySide.given(book.uploaded());
            eventually(() -> stream.names().equals(List.of("import")));
            last = stream.lastId();
        }
        querySide.given(book.imported(), book.starred());
        try (var restarted = QuerySide.start(querySide.database(), Map.of());
                var stream = restarted.as(reader).with("Last-Event-ID", last).follow(EVENTS)) {
            eventually(() -> stream.names().equals(List.of("import", "book")));
        }
    }

    @Test
    void one_reader_has_only_so_many_streams() {
        var open = new ArrayList<Following>();
        for (int i = 0; i < 3; i++) {
            open.add(querySide.as(reader).follow(EVENTS));
        }
        var refused = querySide.as(reader).ask("GET", EVENTS);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.body().get("type").asString()).endsWith("/too-many");
        open.forEach(Following::close);
        eventually(() -> {
            try (var again = querySide.as(reader).follow(EVENTS)) {
                return again.status() == 200;
            }
        });
    }

    @Test
    void a_stream_ends_with_its_access_token_and_with_its_reader() {
        var token = querySide.issuer().token(reader.toString(), Instant.now().plusMillis(1500), "READER");
        try (var shortLived = querySide.withToken(token).follow(EVENTS); var erased = querySide.as(reader).follow(EVENTS)) {
            assertThat(shortLived.status()).isEqualTo(200);
            querySide.given(new ReaderErased(reader, NOON));
            eventually(erased::hasEnded);
            assertThat(erased.names()).containsExactly("reader");
            eventually(shortLived::hasEnded);
        }
    }

    @Test
    void whoever_asks_for_the_head_alone_gets_it_at_once_and_without_a_token_nobody_gets_anything() {
        assertThat(querySide.as(reader).ask("HEAD", EVENTS).header("Content-Type")).startsWith("text/event-stream");
        assertThat(querySide.asNobody().ask("GET", EVENTS).status()).isEqualTo(401);
    }
}
