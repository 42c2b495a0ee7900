package dev.lectern.query.annotations;

import dev.lectern.contracts.Literals;
import dev.lectern.query.annotations.AnnotationQueries.After;
import dev.lectern.query.web.Answer;
import dev.lectern.query.web.Cursor;
import dev.lectern.query.web.Page;
import dev.lectern.query.web.Problem;
import dev.lectern.query.web.Reader;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /books/{id}/annotations}. */
@RestController
@RequestMapping("/api/v1/books/{id}/annotations")
@Tag(name = "Annotations")
class AnnotationController {

    private static final int USUAL = 200;
    private static final int MOST = 1000;

    private final AnnotationQueries annotations;

    AnnotationController(AnnotationQueries annotations) {
        this.annotations = annotations;
    }

    @GetMapping
    @Operation(summary = "Bookmarks, highlights and notes", description = "A W3C Web Annotation collection with its first page, in the "
            + "order of the text; with a cursor one of the following pages. `next` of a page leads to the one after it.")
    Answer<AnnotationList> annotations(Reader reader, @PathVariable UUID id,
            @Parameter(description = "1 to 1000, 200 unless given") @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor, @Parameter(hidden = true) HttpServletResponse response) {
        int size = Page.limit(limit, USUAL, MOST);
        var after = Cursor.read(cursor, "annotations", 3, keys ->
                new After(Literals.integer(keys.get(0)), Literals.integer(keys.get(1)), Literals.uuid(keys.get(2))));
        var found = annotations.annotations(reader.id(), id, after, size + 1).orElseThrow(Problem::noSuchBook);
        var page = Page.of(found.rows(), size, row -> Annotation.of(row, found.key()),
                last -> Cursor.of("annotations", last.chapter(), last.position(), last.annotationId()));
        var self = AnnotationList.path(id) + "?limit=" + size;
        var next = page.next() == null ? null : self + "&cursor=" + page.next();
        if (next != null) {
            response.addHeader(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
        }
        return Answer.of(cursor == null
                ? AnnotationList.whole(id, found.total(), self, page.items(), next)
                : AnnotationList.part(id, self + "&cursor=" + cursor, page.items(), next));
    }
}
