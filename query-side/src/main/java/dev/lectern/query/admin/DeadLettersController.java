package dev.lectern.query.admin;

import dev.lectern.contracts.Literals;
import dev.lectern.query.projection.DeadLetter;
import dev.lectern.query.projection.ProjectionStates;
import dev.lectern.query.projection.Retries;
import dev.lectern.query.web.AdministratorAction;
import dev.lectern.query.web.Answer;
import dev.lectern.query.web.Cursor;
import dev.lectern.query.web.Page;
import dev.lectern.query.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /admin/dead-letters}: what projections refused, and what becomes of it. */
@RestController
@RequestMapping("/api/v1/admin/dead-letters")
@Tag(name = "Administration")
class DeadLettersController {

    private static final int USUAL = 100;
    private static final int MOST = 1000;
    private static final String LIST = "dead-letters";

    private final ProjectionStates states;
    private final Retries retries;

    DeadLettersController(ProjectionStates states, Retries retries) {
        this.states = states;
        this.retries = retries;
    }

    @GetMapping
    @Operation(summary = "Events that projections refused", description = "And the later ones of the same sequence that wait behind them.")
    Answer<Page<DeadLetter>> deadLetters(@RequestParam(required = false) @Nullable Integer limit,
                                         @RequestParam(required = false) @Nullable String cursor) {
        int size = Page.limit(limit, USUAL, MOST);
        var after = Cursor.read(cursor, LIST, 1, keys -> Literals.longInteger(keys.getFirst()));
        return Answer.of(Page.of(states.deadLetters(Objects.requireNonNullElse(after, 0L), size + 1), size,
                Function.identity(), last -> Cursor.of(LIST, last.id())));
    }

    @PostMapping("/{id}/retry")
    @AdministratorAction("dead-letter.retry")
    @Operation(summary = "Fold a sequence again", description = "From its first event on, in order, as far as it goes.")
    Retries.Retried retry(@PathVariable long id) throws SQLException {
        return retries.retry(id).orElseThrow(DeadLettersController::noSuchLetter);
    }

    @DeleteMapping("/{id}")
    @AdministratorAction("dead-letter.give-up")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Give an event up", description = "For this projection; what waits behind it is folded.")
    void discard(@PathVariable long id) throws SQLException {
        retries.discard(id).orElseThrow(DeadLettersController::noSuchLetter);
    }

    private static Problem noSuchLetter() {
        return Problem.notFound("There is no dead letter with this id. List them with GET /api/v1/admin/dead-letters.");
    }
}
