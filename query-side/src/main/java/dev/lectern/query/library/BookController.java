package dev.lectern.query.library;

import dev.lectern.contracts.event.ReadStatus;
import dev.lectern.query.cache.AnswerCache;
import dev.lectern.query.cache.Kind;
import dev.lectern.query.cache.RecentReaders;
import dev.lectern.query.library.LibraryQueries.After;
import dev.lectern.query.library.LibraryQueries.Filter;
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

/** {@code GET /books} and {@code GET /books/{id}}. */
@RestController
@RequestMapping("/api/v1/books")
@Tag(name = "Library")
class BookController {

    private static final int MOST = 500;

    private final LibraryQueries library;
    private final LibraryPages pages;
    private final AnswerCache cache;
    private final RecentReaders recent;

    BookController(LibraryQueries library, LibraryPages pages, AnswerCache cache, RecentReaders recent) {
        this.library = library;
        this.pages = pages;
        this.cache = cache;
        this.recent = recent;
    }

    @GetMapping
    @Operation(summary = "The library", description = "The reader's books with their percentage, newest first unless sorted otherwise.")
    Answer<Page<Book>> books(
            Reader reader,
            @Parameter(description = "`title`, `author`, `addedAt`, `lastReadAt` or `progressPercent`; with `-` in front the other way round")
            @RequestParam(required = false) @Nullable String sort,
            @Parameter(description = "`unread`, `reading`, `finished` or `abandoned`")
            @RequestParam(required = false) @Nullable ReadStatus readStatus,
            @Parameter(description = "Only books with a star, or only those without")
            @RequestParam(required = false) @Nullable Boolean starred,
            @RequestParam(required = false) @Nullable String genre,
            @Parameter(description = "A shelf's id") @RequestParam(required = false) @Nullable UUID shelf,
            @Parameter(description = "Part of the title or an author's name") @RequestParam(required = false) @Nullable String q,
            @Parameter(description = "1 to 500, 100 unless given") @RequestParam(required = false) @Nullable Integer limit,
            @Parameter(description = "`next` of the answer before") @RequestParam(required = false) @Nullable String cursor) {
        recent.asked(reader.id());
        var order = BookSort.parse(sort);
        var after = Cursor.read(cursor, order.list(), 2, keys -> After.of(order, keys));
        var filter = new Filter(readStatus, starred, shelf, text("genre", genre), text("q", q));
        return pages.page(reader, order, filter, after, Page.limit(limit, LibraryPages.USUAL, MOST));
    }

    private static @Nullable String text(String parameter, @Nullable String value) {
        if (value != null && (value.length() > 200 || value.indexOf('\0') >= 0)) {
            throw Problem.invalid(parameter, "Give " + parameter + " at most 200 characters of plain text.");
        }
        return value == null || value.isBlank() ? null : value.strip();
    }

    @GetMapping("/{id}")
    @Operation(summary = "A book", description = "The book with its import report and where the rest of it is.")
    Answer<Book.Details> book(Reader reader, @PathVariable UUID id) {
        return cache.answer(Kind.BOOK, reader, id.toString(), () -> library.book(reader.id(), id).orElseThrow(Problem::noSuchBook));
    }
}
