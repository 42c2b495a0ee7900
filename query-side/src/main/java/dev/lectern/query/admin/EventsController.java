package dev.lectern.query.admin;

import dev.lectern.contracts.Literals;
import dev.lectern.contracts.log.RecordedEvent;
import dev.lectern.query.projection.AggregateHistory;
import dev.lectern.query.web.Answer;
import dev.lectern.query.web.Cursor;
import dev.lectern.query.web.Page;
import dev.lectern.query.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /admin/events} and {@code /admin/aggregates/{id}/history}. */
@RestController
@RequestMapping("/api/v1/admin")
@Tag(name = "Administration")
class EventsController {

    private static final int USUAL = 100;
    private static final int MOST = 1000;
    private static final String LIST = "events";

    /**
     * An aggregate as of an instant.
     *
     * @param rows what the projections make of its events up to then
     */
    record History(String aggregate, List<LoggedEvent> events, Map<String, List<Record>> rows) {
    }

    private final AggregateHistory history;

    EventsController(AggregateHistory history) {
        this.history = history;
    }

    @GetMapping("/events")
    @Operation(summary = "An aggregate's events", description = "In their order.")
    Answer<Page<LoggedEvent>> events(@Parameter(description = "The aggregate's id, such as a book's") @RequestParam String aggregate,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) throws SQLException {
        int size = Page.limit(limit, USUAL, MOST);
        var after = Cursor.read(cursor, LIST + aggregate, 1, keys -> Literals.longInteger(keys.getFirst()));
        var found = history.events(plain(aggregate), Objects.requireNonNullElse(after, -1L) + 1);
        return Answer.of(Page.of(found.subList(0, Math.min(found.size(), size + 1)), size, LoggedEvent::of,
                last -> Cursor.of(LIST + aggregate, last.sequence())));
    }

    @GetMapping("/aggregates/{id}/history")
    @Operation(summary = "An aggregate as it was", description = "Its events up to an instant, and the rows they make.")
    Answer<History> history(@PathVariable String id,
            @Parameter(description = "An instant; now unless given") @RequestParam(required = false) @Nullable Instant at)
            throws SQLException {
        var events = history.events(plain(id), 0);
        if (events.isEmpty()) {
            throw Problem.notFound("The log has no aggregate with this id.");
        }
        List<RecordedEvent> then = at == null ? events
                : events.stream().filter(event -> !event.recordedAt().isAfter(at)).toList();
        return Answer.of(new History(id, then.stream().map(LoggedEvent::of).toList(), history.rowsOf(then)));
    }

    private static String plain(String aggregate) {
        if (aggregate.indexOf('\0') >= 0 || aggregate.length() > 300) {
            throw Problem.invalid("aggregate", "Give the aggregate's id, such as a book's.");
        }
        return aggregate;
    }
}
