package dev.lectern.query.contents;

import dev.lectern.contracts.content.ContentHash;
import dev.lectern.query.cache.AnswerCache;
import dev.lectern.query.content.StoredJson;
import dev.lectern.query.contents.ContentsQueries.Placed;
import dev.lectern.query.web.Answer;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Chapters ready to be sent. A page is made of its row and of content that never changes, so the row's hash names it:
 * whoever has the same book gets the same finished page, and nothing ever has to be invalidated.
 */
@Component
class ChapterPages {

    private static final String KIND = "chapter";
    /** Counts up when a page of the same row would look different. */
    private static final int FORM = 1;

    private final AnswerCache cache;
    private final StoredJson stored;
    private final JsonMapper json;

    ChapterPages(AnswerCache cache, StoredJson stored, JsonMapper json) {
        this.cache = cache;
        this.stored = stored;
        this.json = json;
    }

    /** @param passages what the XHTML is to mark */
    Answer<Chapter.WithText> answer(Placed placed, List<PassageMarks.Span> passages) {
        var name = ContentHash.of(placed.chapter().content() + "\n" + Chapter.of(placed.chapter()) + "\n"
                + placed.previous() + "\n" + placed.next() + "\n" + passages).hex();
        return new Answer.Finished<>(name, () -> cache.gzipped(KIND, FORM, name, () -> page(placed, passages)));
    }

    private byte[] page(Placed placed, List<PassageMarks.Span> passages) {
        var document = stored.read(placed.chapter().content(), new TypeReference<ChapterDocument>() { });
        return json.writeValueAsBytes(new Chapter.WithText(Chapter.of(placed.chapter()), document.text(),
                PassageMarks.marked(document, passages), placed.previous(), placed.next()));
    }
}
