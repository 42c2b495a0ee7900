package dev.lectern.query.statistics;

import static dev.lectern.query.testing.TestBook.NOON;
import static dev.lectern.query.testing.TestBook.aBook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lectern.contracts.event.DomainEvent;
import dev.lectern.contracts.event.ReadingEvent.ReadingProgressed;
import dev.lectern.query.testing.CountedStatements;
import dev.lectern.query.testing.Plans;
import dev.lectern.query.testing.QuerySide;
import dev.lectern.query.testing.TestBook;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class StatisticsEndpointTest {

    private static final List<String> ZONES = List.of("UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati",
            "Australia/Lord_Howe");
    private static QuerySide querySide;

    private final UUID reader = UUID.randomUUID();
    private final TestBook book = aBook().ownedBy(reader).of(10);

    @BeforeAll
    static void start() {
        querySide = QuerySide.start(Map.of(), CountedStatements.class);
    }

    @AfterAll
    static void stop() {
        querySide.close();
    }

    @Test
    void a_session_says_how_long_and_how_much_was_read() {
        querySide.given(book.uploaded(), book.imported(), book.readTo(10, "phone", NOON),
                book.readTo(20, "phone", NOON.plusSeconds(600)), book.readTo(35, "tablet", NOON.plusSeconds(1200)),
                book.readTo(60, "tablet", NOON.plusSeconds(1800)));

        var sessions = querySide.as(reader).get("/api/v1/me/sessions").json().get("items");

        assertThat(sessions).hasSize(1);
        assertThat(sessions.get(0).toString()).isEqualTo(("""
                {"bookId":"%s","title":"Moby-Dick","startedAt":"2026-03-01T12:00:00Z","endedAt":"2026-03-01T12:30:00Z",\
                "minutes":30,"words":700,"pages":3,"wordsPerMinute":23,"fromPercent":10.0,"toPercent":60.0}""").formatted(book.id()));
    }

    @Test
    void thirty_minutes_without_progress_end_a_session_and_are_not_read() {
        querySide.given(book.uploaded(), book.imported(), book.readTo(10, "phone", NOON), book.readTo(20, "phone", NOON.plusSeconds(1799)),
                book.readTo(30, "phone", NOON.plusSeconds(3599)), book.readTo(30.1, "phone", NOON.plusSeconds(3600)));

        assertThat(querySide.as(reader).get("/api/v1/me/sessions").each("startedAt"))
                .containsExactly("2026-03-01T12:59:59Z", "2026-03-01T12:00:00Z");
        var figures = querySide.as(reader).get("/api/v1/me/statistics").json();
        assertThat(figures.get("minutes").asInt()).isEqualTo(30);
        assertThat(figures.get("words").asInt()).isEqualTo(202);
        assertThat(figures.get("sessions").asInt()).isEqualTo(2);
    }

    @Test
    void a_device_that_slept_overnight_has_read_nothing_meanwhile() {
        querySide.given(book.uploaded(), book.imported(), book.readTo(10, "phone", NOON), book.readTo(11, "phone", NOON.plusSeconds(300)),
                book.readTo(50, "phone", NOON.plus(Duration.ofHours(10))));

        assertThat(querySide.as(reader).get("/api/v1/me/statistics").json().get("minutes").asInt()).isEqualTo(5);
    }

    @Test
    void a_place_that_arrives_late_joins_the_sessions_it_lies_between() {
        querySide.given(book.uploaded(), book.imported(), book.readTo(10, "phone", NOON), book.readTo(12, "phone", NOON.plusSeconds(2400)));
        assertThat(querySide.as(reader).get("/api/v1/me/sessions").each("minutes")).containsExactly("0", "0");

        querySide.given(book.toldLate(11, 12, "tablet", NOON.plusSeconds(1200)));

        assertThat(querySide.as(reader).get("/api/v1/me/sessions").each("minutes")).containsExactly("40");
    }

    @Test
    void days_are_those_of_the_readers_zone_and_make_a_streak() {
        var today = Instant.now();
        querySide.given(book.uploaded(), book.imported());
        for (int day = 0; day < 3; day++) {
            querySide.given(book.readTo(10 + day, "phone", today.minus(Duration.ofDays(day))));
        }

        var figures = querySide.as(reader).get("/api/v1/me/statistics?zone=Asia/Tokyo").json();

        assertThat(figures.get("streak").asInt()).isEqualTo(3);
        assertThat(figures.get("longestStreak").asInt()).isEqualTo(3);
        assertThat(figures.get("zone").asString()).isEqualTo("Asia/Tokyo");
        assertThat(figures.get("byDay").get(0).get("date").asString())
                .isEqualTo(LocalDate.ofInstant(today, ZoneId.of("Asia/Tokyo")).toString());
    }

    @Test
    void books_and_genres_have_figures_of_their_own_and_other_readers_have_none() {
        var emma = aBook().ownedBy(reader).called("Emma").about("Novel");
        var dracula = aBook().ownedBy(reader).called("Dracula").about("Novel");
        var atlas = aBook().ownedBy(reader).called("Atlas");
        for (var each : List.of(emma, dracula, atlas)) {
            querySide.given(each.uploaded(), each.imported(), each.readTo(0, "phone", NOON),
                    each.readTo(50, "phone", NOON.plusSeconds(each.equals(emma) ? 1200 : 600)));
        }

        var figures = querySide.as(reader).get("/api/v1/me/statistics").json();

        assertThat(figures.get("byBook")).extracting(each -> each.get("title").asString() + " " + each.get("minutes"))
                .startsWith("Emma 20").contains("Dracula 10", "Atlas 10");
        assertThat(figures.get("byGenre").toString()).isEqualTo("""
                [{"genre":"Novel","minutes":30,"words":600,"pages":2,"wordsPerMinute":20},\
                {"genre":null,"minutes":10,"words":300,"pages":1,"wordsPerMinute":30}]""");
        assertThat(querySide.as(UUID.randomUUID()).get("/api/v1/me/statistics").json().get("byBook")).isEmpty();
        assertThat(querySide.as(UUID.randomUUID()).get("/api/v1/me/sessions").each("bookId")).isEmpty();
    }

    @RepeatedTest(20)
    void whatever_devices_clocks_and_orders_sessions_and_days_are_those_of_the_model() {
        var random = new Random();
        var books = List.of(aBook().ownedBy(reader), aBook().ownedBy(reader));
        var progress = new ArrayList<ReadingProgressed>();
        var at = NOON;
        for (int i = 0; i < 150; i++) {
            at = at.plusSeconds(List.of(5, 60, 300, 1799, 1800, 1801, 5_000, 40_000).get(random.nextInt(8)));
            progress.add(books.get(random.nextInt(2)).readTo(random.nextInt(100), "device " + random.nextInt(3), at));
        }
        var model = SessionModel.of(progress);
        Collections.shuffle(progress, random);
        books.forEach(each -> querySide.given(each.uploaded(), each.imported()));
        querySide.given(progress);

        var sessions = allSessions();
        assertThat(sessions).extracting(session -> session.get("startedAt").asString() + " " + session.get("endedAt").asString())
                .containsExactlyElementsOf(model.sessions().stream().map(session -> session.start() + " " + session.end()).toList());
        var zone = ZONES.get(random.nextInt(ZONES.size()));
        var figures = querySide.as(reader).get("/api/v1/me/statistics?zone=" + zone).json();
        var byDay = figures.get("byDay");
        assertThat(byDay).as(zone).extracting(day -> day.get("date").asString() + " " + day.get("minutes").asLong())
                .containsExactlyElementsOf(model.days(ZoneId.of(zone)).entrySet().stream()
                        .map(day -> day.getKey() + " " + Math.round(day.getValue() / 60.0)).toList());
        assertThat(figures.get("sessions").asLong()).isEqualTo(sessions.size());
        // each is rounded: sessions are put together in SQL, days in memory
        assertThat(figures.get("words").asDouble()).isCloseTo(sessions.stream().mapToDouble(session -> session.get("words").asDouble()).sum(),
                within(1 + sessions.size() / 2.0));
    }

    private List<JsonNode> allSessions() {
        var sessions = new ArrayList<JsonNode>();
        for (String next = ""; next != null; ) {
            var page = querySide.as(reader).get("/api/v1/me/sessions?limit=7" + next).json();
            page.get("items").forEach(sessions::add);
            next = page.get("next").isNull() ? null : "&cursor=" + page.get("next").asString();
        }
        return sessions;
    }

    @ParameterizedTest
    @ValueSource(strings = {"statistics?zone=UTC%2B3", "statistics?zone=Atlantis", "statistics?zone=SystemV/EST5", "sessions?limit=0",
            "sessions?cursor=x", "sessions?cursor=WyJzZXNzaW9ucyIsIisxMDAwMDAwMDAtMDEtMDFUMDA6MDA6MDBaIiwiMSJd"})
    void what_cannot_be_used_is_refused(String query) {
        assertThat(querySide.as(reader).get("/api/v1/me/" + query).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sessions", "statistics"})
    void ten_years_are_one_statement(String path) {
        querySide.given(Stream.concat(Stream.<DomainEvent>of(book.uploaded(), book.imported()),
                IntStream.range(0, 3650).mapToObj(day -> book.readTo(day % 100, "phone", NOON.minus(Duration.ofDays(day))))).toList());
        querySide.as(reader).get("/api/v1/me/sessions?limit=1");

        var statements = CountedStatements.during(() -> querySide.as(reader).get("/api/v1/me/" + path).json());

        assertThat(statements).hasSize(1);
    }

    @Test
    void reading_time_is_read_from_indexes() {
        var readers = Stream.generate(UUID::randomUUID).limit(20).toList();
        querySide.given(readers.stream().flatMap(owner -> {
            var books = Stream.generate(() -> aBook().ownedBy(owner)).limit(20).toList();
            return Stream.concat(books.stream().map(TestBook::uploaded), IntStream.range(0, 100)
                    .mapToObj(hour -> books.get(hour % 20).readTo(hour, "phone", NOON.plus(Duration.ofHours(hour)))));
        }).toList());
        querySide.as(reader).get("/api/v1/me/sessions");
        var jdbc = JdbcClient.create(querySide.database().owner());
        List.of("reading_time", "library").forEach(table -> jdbc.sql("ANALYZE query." + table + "_g1").update());

        assertThat(Plans.of(querySide, StatisticsQueries.SESSIONS))
                .contains("reading_time_g1_by_time", "reading_time_g1_pkey").doesNotContain("Seq Scan on reading_time");
        assertThat(Plans.of(querySide, StatisticsQueries.QUARTERS)).contains("reading_time_g1_").doesNotContain("Seq Scan on reading_time");
    }
}
