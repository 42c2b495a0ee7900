package dev.lectern.command.annotation;

import dev.lectern.command.annotation.AnnotationCommand.ChangeAnnotation;
import dev.lectern.command.annotation.AnnotationCommand.CreateAnnotation;
import dev.lectern.command.annotation.AnnotationCommand.DeleteAnnotation;
import dev.lectern.command.book.Books;
import dev.lectern.command.personal.PersonalKeys;
import dev.lectern.command.web.Problem;
import dev.lectern.command.web.Write;
import dev.lectern.contracts.personal.PersonalKey;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Readers mark places in their books and write beside them. What they write is sealed before anything keeps it. */
@RestController
@RequestMapping("/api/v1/books/{bookId}/annotations")
@Tag(name = "annotations")
class AnnotationResource {

    record AnnotationAnswer(UUID id) {
    }

    private final CommandGateway commands;
    private final Books books;
    private final PersonalKeys keys;
    private final Clock clock;

    AnnotationResource(CommandGateway commands, Books books, PersonalKeys keys, Clock clock) {
        this.commands = commands;
        this.books = books;
        this.keys = keys;
        this.clock = clock;
    }

    @Operation(summary = "Set a bookmark, highlight a passage or write a note",
            description = "Selectors are those of the W3C Web Annotation Data Model: TextQuoteSelector, TextPositionSelector "
                    + "(characters of the chapter's plain text), FragmentSelector (a CFI).")
    @ApiResponse(responseCode = "201", description = "It is there", content = @Content(schema = @Schema(implementation = AnnotationAnswer.class)))
    @PostMapping
    ResponseEntity<?> create(@PathVariable UUID bookId, @Valid @RequestBody AnnotationForm form, Write write) {
        return write.once(form, () -> {
            checkPlace(bookId, write.reader(), form);
            var key = keyOf(write.reader());
            var id = UUID.randomUUID();
            return answer(new CreateAnnotation(id, write.reader(), bookId, form.kind(), form.target(key),
                            AnnotationForm.sealed(key, form.note()), form.colour(),
                            form.tags() == null ? List.of() : form.tags().stream().map(key::seal).toList(), clock.instant()),
                    ResponseEntity.created(URI.create("/api/v1/books/" + bookId + "/annotations/" + id)).body(new AnnotationAnswer(id)));
        });
    }

    @Operation(summary = "Change an annotation's note, colour or tags", description = "Fields that are absent stay as they are.")
    @ApiResponse(responseCode = "200", description = "It is changed", content = @Content(schema = @Schema(implementation = AnnotationAnswer.class)))
    @PatchMapping("/{id}")
    ResponseEntity<?> change(@PathVariable UUID bookId, @PathVariable UUID id, @Valid @RequestBody AnnotationForm.Change form, Write write) {
        return write.once(form, () -> {
            var key = keyOf(write.reader());
            return answer(new ChangeAnnotation(id, write.reader(), bookId, AnnotationForm.sealed(key, form.note()), form.colour(),
                            form.tags() == null ? null : form.tags().stream().map(key::seal).toList(), clock.instant()),
                    ResponseEntity.ok(new AnnotationAnswer(id)));
        });
    }

    @Operation(summary = "Remove an annotation")
    @ApiResponse(responseCode = "204", description = "Done", content = @Content)
    @DeleteMapping("/{id}")
    ResponseEntity<?> delete(@PathVariable UUID bookId, @PathVariable UUID id, Write write) {
        return write.once(() -> answer(new DeleteAnnotation(id, write.reader(), bookId, clock.instant()),
                ResponseEntity.noContent().build()));
    }

    private void checkPlace(UUID bookId, UUID reader, AnnotationForm form) {
        var book = books.find(bookId, reader).orElseThrow(() ->
                Problem.of(HttpStatus.NOT_FOUND, "no-such-book", "You have no such book."));
        var chapter = book.chapters().stream().filter(c -> c.number() == form.chapter()).findFirst().orElseThrow(() ->
                unresolvable("chapter", "The book has " + book.chapters().size() + " chapters, and no " + form.chapter() + "."));
        if (!form.namesEachTypeOnce()) {
            throw unresolvable("selectors", "Give at most one selector of each type.");
        }
        if (!form.liesWithin(chapter.characters())) {
            throw unresolvable("selectors", "A position's start and end lie in this order within the chapter's "
                    + chapter.characters() + " characters.");
        }
    }

    private static RuntimeException unresolvable(String field, String sentence) {
        return Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "unresolvable-locator", sentence, Map.of("field", field));
    }

    private PersonalKey keyOf(UUID reader) {
        return keys.of(reader).orElseThrow(() ->
                Problem.of(HttpStatus.GONE, "reader-erased", "This account was erased. Register anew to go on."));
    }

    private ResponseEntity<?> answer(AnnotationCommand command, ResponseEntity<?> done) {
        AnnotationOutcome outcome = commands.sendAndWait(command);
        return switch (outcome) {
            case DONE -> done;
            case NO_SUCH_ANNOTATION -> ResponseEntity.status(HttpStatus.NOT_FOUND).body(noSuchAnnotation());
            case NOTE_WITHOUT_WORDS -> ResponseEntity.badRequest().body(Problem.detail(HttpStatus.BAD_REQUEST, "invalid-request",
                    "A note needs words. Send them as “note”, or make it a highlight.", Map.of("field", "note")));
        };
    }

    @ExceptionHandler
    ProblemDetail neverWas(AggregateNotFoundException e) {
        return noSuchAnnotation();
    }

    private static ProblemDetail noSuchAnnotation() {
        return Problem.detail(HttpStatus.NOT_FOUND, "no-such-annotation", "You have no such annotation in this book.", Map.of());
    }
}
