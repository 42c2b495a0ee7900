package dev.lectern.query.statistics;

import dev.lectern.contracts.Literals;
import dev.lectern.query.cache.AnswerCache;
import dev.lectern.query.cache.Kind;
import dev.lectern.query.statistics.StatisticsQueries.Before;
import dev.lectern.query.web.Answer;
import dev.lectern.query.web.Cursor;
import dev.lectern.query.web.Page;
import dev.lectern.query.web.Problem;
import dev.lectern.query.web.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /me/sessions} and {@code /me/statistics}. */
@RestController
@RequestMapping("/api/v1/me")
@Tag(name = "Statistics")
class StatisticsController {

    private static final int USUAL = 50;
    private static final int MOST = 500;
    private static final String LIST = "sessions";
    /** Java copies its six hundred names for whoever asks for them. */
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

    private final StatisticsQueries statistics;
    private final AnswerCache cache;
    private final Clock clock;

    StatisticsController(StatisticsQueries statistics, AnswerCache cache, Clock clock) {
        this.statistics = statistics;
        this.cache = cache;
        this.clock = clock;
    }

    @GetMapping("/sessions")
    @Operation(summary = "When the reader read", description = "The newest first. A session is of one book, on whatever devices; "
            + "thirty minutes without progress end it.")
    Answer<Page<Session>> sessions(Reader reader,
            @Parameter(description = "1 to 500, 50 unless given") @RequestParam(required = false) @Nullable Integer limit,
            @Parameter(description = "`next` of the answer before") @RequestParam(required = false) @Nullable String cursor) {
        int size = Page.limit(limit, USUAL, MOST);
        var before = Cursor.read(cursor, LIST, 2, keys -> new Before(Cursor.instant(keys.get(0)), Literals.uuid(keys.get(1))));
        return cache.answer(Kind.STATISTICS, reader, LIST + " " + before + " " + size, () -> Page.of(
                statistics.sessions(reader.id(), before, size + 1), size, Function.identity(),
                last -> Cursor.of(LIST, last.startedAt(), last.bookId())));
    }

    @GetMapping("/statistics")
    @Operation(summary = "How much the reader read", description = "Of all time, by day, by book and by genre; the days are those "
            + "of the reader's time zone. Words are counted in proportion to the part of a book that was read.")
    Answer<Statistics> statistics(Reader reader,
            @Parameter(description = "An IANA time zone such as `Europe/Berlin`; UTC unless given")
            @RequestParam(defaultValue = "UTC") String zone) {
        var known = known(zone);
        // a streak is one of the day
        var today = LocalDate.now(clock.withZone(known));
        return cache.answer(Kind.STATISTICS, reader, known + " " + today,
                () -> Statistics.of(known, today, statistics.days(reader.id(), known)));
    }

    /** A zone with a name that is not only Java's. */
    private static ZoneId known(String zone) {
        if (!ZONES.contains(zone) || zone.startsWith("SystemV/")) {
            throw Problem.invalid("zone", "Give zone the name of an IANA time zone, such as Europe/Berlin, or leave it out for UTC.");
        }
        return ZoneId.of(zone);
    }
}
