package dev.lectern.query.admin;

import dev.lectern.query.projection.DeadLetter;
import dev.lectern.query.projection.ProjectionStates;
import dev.lectern.query.web.Answer;
import dev.lectern.query.web.Cursor;
import dev.lectern.query.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /admin/dead-letters}. */
@RestController
@RequestMapping("/api/v1/admin/dead-letters")
@Tag(name = "Administration")
class DeadLettersController {

    private static final int USUAL = 100;
    private static final int MOST = 1000;
    private static final String LIST = "dead-letters";

    private final ProjectionStates states;

    DeadLettersController(ProjectionStates states) {
        this.states = states;
    }

    @GetMapping
    @Operation(summary = "Events that projections refused", description = "And the later ones of the same sequence that wait behind them.")
    Answer<Page<DeadLetter>> deadLetters(@RequestParam(required = false) @Nullable Integer limit,
                                         @RequestParam(required = false) @Nullable String cursor) {
        int size = Page.limit(limit, USUAL, MOST);
        var after = Cursor.read(cursor, LIST, 1, keys -> Long.parseLong(keys.getFirst()));
        return Answer.of(Page.of(states.deadLetters(Objects.requireNonNullElse(after, 0L), size + 1), size,
                Function.identity(), last -> Cursor.of(LIST, last.id())));
    }
}
