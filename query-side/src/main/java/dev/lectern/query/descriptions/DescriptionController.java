package dev.lectern.query.descriptions;

import dev.lectern.contracts.Literals;
import dev.lectern.contracts.nlp.DescriptionType;
import dev.lectern.query.cache.AnswerCache;
import dev.lectern.query.cache.Kind;
import dev.lectern.query.descriptions.DescriptionQueries.After;
import dev.lectern.query.descriptions.DescriptionQueries.Filter;
import dev.lectern.query.web.Answer;
import dev.lectern.query.web.Cursor;
import dev.lectern.query.web.Page;
import dev.lectern.query.web.Problem;
import dev.lectern.query.web.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /books/{id}/descriptions} and {@code /chapters/{n}/descriptions}. */
@RestController
@RequestMapping("/api/v1/books/{id}")
@Tag(name = "Descriptions")
class DescriptionController {

    private static final int USUAL = 100;
    private static final int MOST = 1000;
    private static final String LIST = "descriptions";

    private final DescriptionQueries descriptions;
    private final AnswerCache cache;

    DescriptionController(DescriptionQueries descriptions, AnswerCache cache) {
        this.descriptions = descriptions;
        this.cache = cache;
    }

    @GetMapping("/descriptions")
    @Operation(summary = "Passages of a book", description = "What was found worth illustrating, in the order of the book.")
    Answer<Page<Passage>> ofBook(Reader reader, @PathVariable UUID id,
            @Parameter(description = "`location`, `character`, `atmosphere`, `object` or `action`")
            @RequestParam(required = false) @Nullable DescriptionType type,
            @RequestParam(required = false) @Nullable Integer chapter,
            @Parameter(description = "0 to 100") @RequestParam(required = false) @Nullable Integer minPriority,
            @Parameter(description = "1 to 1000, 100 unless given") @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return passages(reader, id, new Filter(chapter, type, minPriority), limit, cursor);
    }

    @GetMapping("/chapters/{n}/descriptions")
    @Operation(summary = "Passages of a chapter")
    Answer<Page<Passage>> ofChapter(Reader reader, @PathVariable UUID id, @PathVariable int n,
            @RequestParam(required = false) @Nullable DescriptionType type,
            @RequestParam(required = false) @Nullable Integer minPriority,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return passages(reader, id, new Filter(n, type, minPriority), limit, cursor);
    }

    private Answer<Page<Passage>> passages(Reader reader, UUID book, Filter filter, @Nullable Integer limit,
                                           @Nullable String cursor) {
        if (filter.minPriority() != null && (filter.minPriority() < 0 || filter.minPriority() > 100)) {
            throw Problem.invalid("minPriority", "Give minPriority a number from 0 to 100, or leave it out.");
        }
        int size = Page.limit(limit, USUAL, MOST);
        var after = Cursor.read(cursor, LIST, 3, keys -> new After(Literals.integer(keys.get(0)),
                Literals.integer(keys.get(1)), Literals.uuid(keys.get(2))));
        return cache.answer(Kind.DESCRIPTIONS, reader, book + "\n" + filter + "\n" + after + "\n" + size, () -> Page.of(
                descriptions.passages(reader.id(), book, filter, after, size + 1).orElseThrow(Problem::noSuchBook), size, Passage::of,
                last -> Cursor.of(LIST, last.chapter(), last.passage().startsAt(), last.passage().id())));
    }
}
