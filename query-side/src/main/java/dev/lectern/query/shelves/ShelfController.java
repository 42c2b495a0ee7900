package dev.lectern.query.shelves;

import dev.lectern.contracts.Literals;
import dev.lectern.query.cache.AnswerCache;
import dev.lectern.query.cache.Kind;
import dev.lectern.query.shelves.ShelfQueries.After;
import dev.lectern.query.web.Answer;
import dev.lectern.query.web.Cursor;
import dev.lectern.query.web.Page;
import dev.lectern.query.web.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /shelves}. */
@RestController
@RequestMapping("/api/v1/shelves")
@Tag(name = "Shelves")
class ShelfController {

    private static final int USUAL = 100;
    private static final int MOST = 500;
    private static final String LIST = "shelves";

    private final ShelfQueries shelves;
    private final AnswerCache cache;

    ShelfController(ShelfQueries shelves, AnswerCache cache) {
        this.shelves = shelves;
        this.cache = cache;
    }

    @GetMapping
    @Operation(summary = "The shelves", description = "Each with what stands on it in figures; the oldest first. "
            + "`GET /books?shelf=` lists the books.")
    Answer<Page<Shelf>> shelves(Reader reader,
            @Parameter(description = "1 to 500, 100 unless given") @RequestParam(required = false) @Nullable Integer limit,
            @Parameter(description = "`next` of the answer before") @RequestParam(required = false) @Nullable String cursor) {
        int size = Page.limit(limit, USUAL, MOST);
        var after = Cursor.read(cursor, LIST, 2, keys -> new After(Cursor.instant(keys.get(0)), Literals.uuid(keys.get(1))));
        return cache.answer(Kind.SHELVES, reader, after + " " + size, () -> Page.of(shelves.shelves(reader.id(), after, size + 1), size,
                Function.identity(), last -> Cursor.of(LIST, last.createdAt(), last.id())));
    }
}
