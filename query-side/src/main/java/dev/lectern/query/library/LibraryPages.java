package dev.lectern.query.library;

import dev.lectern.query.cache.AnswerCache;
import dev.lectern.query.cache.Kind;
import dev.lectern.query.cache.Warmer;
import dev.lectern.query.library.LibraryQueries.After;
import dev.lectern.query.library.LibraryQueries.Filter;
import dev.lectern.query.web.Answer;
import dev.lectern.query.web.Cursor;
import dev.lectern.query.web.Page;
import dev.lectern.query.web.Problem;
import dev.lectern.query.web.Reader;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Pages of a library, kept as they are answered. */
@Component
class LibraryPages implements Warmer {

    static final int USUAL = 100;

    private final LibraryQueries library;
    private final AnswerCache cache;

    LibraryPages(LibraryQueries library, AnswerCache cache) {
        this.library = library;
        this.cache = cache;
    }

    Answer<Page<Book>> page(Reader reader, BookSort order, Filter filter, @Nullable After after, int size) {
        return cache.answer(Kind.LIBRARY, reader, name(order, filter, after, size), () -> {
            var found = library.books(reader.id(), order, filter, after, size + 1);
            // only an empty answer leaves open whether there is such a shelf
            if (filter.shelf() != null && found.isEmpty() && !library.hasShelf(reader.id(), filter.shelf())) {
                throw Problem.notFound("You have no shelf with this id. List your shelves with GET /api/v1/shelves.");
            }
            return Page.of(found, size, LibraryQueries.Listed::book,
                    listed -> Cursor.of(order.list(), order.key().valueOf(listed), listed.book().id()));
        });
    }

    /** No part of it can be taken for another: none holds a NUL, and none that is given is empty. */
    private static String name(BookSort order, Filter filter, @Nullable After after, int size) {
        return Stream.of(order, filter.readStatus(), filter.starred(), filter.shelf(), filter.genre(), filter.text(), after, size)
                .map(part -> Objects.toString(part, "")).collect(Collectors.joining("\0"));
    }

    @Override
    public void warm(Reader reader) {
        page(reader, BookSort.parse(null), Filter.NONE, null, USUAL);
    }
}
