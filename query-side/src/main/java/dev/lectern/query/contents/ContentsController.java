package dev.lectern.query.contents;

import dev.lectern.contracts.Literals;
import dev.lectern.query.cache.AnswerCache;
import dev.lectern.query.cache.Kind;
import dev.lectern.query.content.StoredJson;
import dev.lectern.query.web.Answer;
import dev.lectern.query.web.Cursor;
import dev.lectern.query.web.Page;
import dev.lectern.query.web.Problem;
import dev.lectern.query.web.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.type.TypeReference;

/** {@code GET /books/{id}/toc}, {@code /chapters} and {@code /chapters/{n}}. */
@RestController
@RequestMapping("/api/v1/books/{id}")
@Tag(name = "Contents")
class ContentsController {

    private static final int USUAL = 500;
    private static final int MOST = 1000;
    private static final String LIST = "chapters";

    private final ContentsQueries contents;
    private final ChapterPages pages;
    private final StoredJson stored;
    private final AnswerCache cache;

    ContentsController(ContentsQueries contents, ChapterPages pages, StoredJson stored, AnswerCache cache) {
        this.contents = contents;
        this.pages = pages;
        this.stored = stored;
        this.cache = cache;
    }

    @GetMapping("/toc")
    @Operation(summary = "The table of contents", description = "Nested as in the book; empty until the book is imported.")
    Answer<Page<TocEntry>> toc(Reader reader, @PathVariable UUID id) {
        return cache.answer(Kind.CONTENTS, reader, id.toString(), () -> {
            var toc = contents.toc(reader.id(), id).orElseThrow(Problem::noSuchBook).content();
            return Page.whole(toc == null ? List.of() : stored.read(toc, new TypeReference<List<TocEntry>>() { }));
        });
    }

    @GetMapping("/chapters")
    @Operation(summary = "The chapters", description = "One for each spine document, in reading order.")
    Answer<Page<Chapter>> chapters(Reader reader, @PathVariable UUID id,
            @Parameter(description = "1 to 1000, 500 unless given") @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Page.limit(limit, USUAL, MOST);
        var after = Cursor.read(cursor, LIST, 1, keys -> Literals.integer(keys.getFirst()));
        return cache.answer(Kind.CHAPTERS, reader, id + " " + after + " " + size, () -> Page.of(
                contents.chapters(reader.id(), id, Objects.requireNonNullElse(after, 0), size + 1).orElseThrow(Problem::noSuchBook),
                size, Chapter::of, last -> Cursor.of(LIST, last.number())));
    }

    @GetMapping("/chapters/{n}")
    @Operation(summary = "A chapter", description = "Plain text and sanitised XHTML; the passages found in it have a page of their own.")
    Answer<Chapter.WithText> chapter(Reader reader, @PathVariable UUID id,
            @Parameter(description = "From 1") @PathVariable int n,
            @Parameter(description = "Whether the XHTML marks the passages: `<mark data-description-id>`")
            @RequestParam(defaultValue = "false") boolean marks) {
        return pages.answer(reader, id, n, marks);
    }
}
