package dev.lectern.query.progress;

import dev.lectern.contracts.event.ReadingEvent.Place;
import dev.lectern.query.cache.AnswerCache;
import dev.lectern.query.cache.Kind;
import dev.lectern.query.progress.ProgressQueries.Before;
import dev.lectern.query.web.Answer;
import dev.lectern.query.web.Cursor;
import dev.lectern.query.web.Page;
import dev.lectern.query.web.Problem;
import dev.lectern.query.web.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /books/{id}/progress} and its history. */
@RestController
@RequestMapping("/api/v1/books/{id}/progress")
@Tag(name = "Progress")
class ProgressController {

    private static final int USUAL = 100;
    private static final int MOST = 1000;
    private static final String LIST = "places";
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final ProgressQueries progress;
    private final AnswerCache cache;

    ProgressController(ProgressQueries progress, AnswerCache cache) {
        this.progress = progress;
        this.cache = cache;
    }

    @GetMapping
    @Operation(summary = "The reader's place", description = "The newest, the furthest, and each device's own; nulls while the book was never opened.")
    Answer<Progress> progress(Reader reader, @PathVariable UUID id) {
        return cache.answer(Kind.PROGRESS, reader, id.toString(), () -> progress.progress(reader.id(), id).orElseThrow(Problem::noSuchBook));
    }

    @GetMapping("/history")
    @Operation(summary = "Every recorded place", description = "The newest first.")
    Answer<Page<Place>> history(Reader reader, @PathVariable UUID id,
            @Parameter(description = "An instant: gives the one place where the reader was then, or none")
            @RequestParam(required = false) @Nullable Instant at,
            @Parameter(description = "1 to 1000, 100 unless given") @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (at != null) {
            var then = Before.justAfter(plausible(at));
            return cache.answer(Kind.PROGRESS, reader, id + " at " + at, () -> Page.whole(progress.places(reader.id(), id, then, 1)
                    .orElseThrow(Problem::noSuchBook).stream().map(PlaceRow::place).toList()));
        }
        int size = Page.limit(limit, USUAL, MOST);
        var before = Cursor.read(cursor, LIST, 2, keys -> new Before(Cursor.instant(keys.get(0)), keys.get(1)));
        return cache.answer(Kind.PROGRESS, reader, id + " before " + before + " " + size, () -> Page.of(
                progress.places(reader.id(), id, before, size + 1).orElseThrow(Problem::noSuchBook), size, PlaceRow::place,
                last -> Cursor.of(LIST, last.recordedAt(), last.deviceId())));
    }

    private static Instant plausible(Instant at) {
        if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
            throw Problem.invalid("at", "Give at an instant of the years 1 to 9999, such as 2026-01-31T12:00:00Z.");
        }
        return at;
    }
}
