package dev.lectern.query.contents;

import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.content.GzippedPart;
import dev.lectern.query.cache.AnswerCache;
import dev.lectern.query.cache.Kind;
import dev.lectern.query.content.StoredJson;
import dev.lectern.query.contents.ContentsQueries.Placed;
import dev.lectern.query.web.Answer;
import dev.lectern.query.web.Gzip;
import dev.lectern.query.web.Problem;
import dev.lectern.query.web.Reader;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Chapters ready to be sent. A page is made of its row and of content that never changes, so these name it: whoever has
 * the same book gets the same finished page. Which page a reader's chapter is can change, and is kept apart.
 */
@Component
class ChapterPages {

    /** Counts up when a page of the same row would look different. */
    private static final int FORM = 1;

    /**
     * What a page is made of.
     *
     * @param name differs whenever the page does
     */
    private record Ingredients(Placed placed, List<PassageMarks.Span> passages, String name) {

        static Ingredients of(Placed placed, List<PassageMarks.Span> passages) {
            return new Ingredients(placed, passages, ContentHash.of(placed.chapter().content() + "\n" + Chapter.of(placed.chapter()) + "\n"
                    + placed.previous() + "\n" + placed.next() + "\n" + passages).hex());
        }
    }

    private final ContentsQueries contents;
    private final AnswerCache cache;
    private final StoredJson stored;
    private final JsonMapper json;

    ChapterPages(ContentsQueries contents, AnswerCache cache, StoredJson stored, JsonMapper json) {
        this.contents = contents;
        this.cache = cache;
        this.stored = stored;
        this.json = json;
    }

    /** @param marks whether the XHTML marks the passages */
    Answer<Chapter.WithText> answer(Reader reader, UUID book, int number, boolean marks) {
        var ingredients = new Asked(reader, book, number, marks);
        var name = cache.reference(Kind.CHAPTER, reader, book + " " + number + " " + marks, () -> ingredients.get().name());
        return new Answer.Finished<>(name, null, () -> cache.found(Kind.PAGE, FORM, name).orElseGet(() -> page(ingredients.get())));
    }

    /** What a page is made of, asked for at the most once. */
    private final class Asked implements Supplier<Ingredients> {

        private final Reader reader;
        private final UUID book;
        private final int number;
        private final boolean marks;
        private @Nullable Ingredients known;

        Asked(Reader reader, UUID book, int number, boolean marks) {
            this.reader = reader;
            this.book = book;
            this.number = number;
            this.marks = marks;
        }

        @Override
        public Ingredients get() {
            var present = known;
            if (present == null) {
                var placed = contents.chapter(reader.id(), book, number).orElseThrow(() -> Problem.notFound(
                        "Your library has no such book, or the book no such chapter. GET /api/v1/books/" + book + "/chapters lists them."));
                present = Ingredients.of(placed, marks ? contents.passages(placed.chapter()) : List.of());
                known = present;
            }
            return present;
        }
    }

    /** Has a chapter's page ready. */
    void warm(Reader reader, UUID book, int number) {
        if (answer(reader, book, number, false) instanceof Answer.Finished<Chapter.WithText> page) {
            page.gzipped().get();
        }
    }

    private byte[] page(Ingredients of) {
        var page = of.passages().isEmpty()
                ? stored.part(of.placed().chapter().content()).map(text -> spliced(of.placed(), text)).orElseGet(() -> written(of))
                : written(of);
        return cache.keep(Kind.PAGE, FORM, of.name(), page);
    }

    /** As {@link #written} where nothing is marked, but the text goes out as it is stored. */
    private byte[] spliced(Placed placed, GzippedPart text) {
        var before = json.writeValueAsBytes(Chapter.of(placed.chapter()));
        before[before.length - 1] = ',';
        var after = json.writeValueAsBytes(new Chapter.Neighbours(placed.previous(), placed.next()));
        after[0] = ',';
        return text.between(before, after);
    }

    private byte[] written(Ingredients of) {
        var chapter = of.placed().chapter();
        var document = stored.read(chapter.content(), new TypeReference<ChapterDocument>() { });
        return Gzip.of(json.writeValueAsBytes(new Chapter.WithText(Chapter.of(chapter), document.text(),
                PassageMarks.marked(document, of.passages()), new Chapter.Neighbours(of.placed().previous(), of.placed().next()))));
    }
}
