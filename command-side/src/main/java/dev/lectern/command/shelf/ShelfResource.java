package dev.lectern.command.shelf;

import dev.lectern.command.book.Books;
import dev.lectern.command.shelf.ShelfCommand.AddBook;
import dev.lectern.command.shelf.ShelfCommand.CreateShelf;
import dev.lectern.command.shelf.ShelfCommand.DeleteShelf;
import dev.lectern.command.shelf.ShelfCommand.RemoveBook;
import dev.lectern.command.shelf.ShelfCommand.RenameShelf;
import dev.lectern.command.web.Problem;
import dev.lectern.command.web.Write;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Readers arrange their books on shelves. */
@RestController
@RequestMapping("/api/v1/shelves")
@Tag(name = "shelves")
class ShelfResource {

    record ShelfForm(@NotBlank @Size(max = 200) @Pattern(regexp = "\\P{Cc}*", message = "has no control characters") String name) {
    }

    record ShelfAnswer(UUID id, String name) {
    }

    private final CommandGateway commands;
    private final Books books;
    private final Clock clock;

    ShelfResource(CommandGateway commands, Books books, Clock clock) {
        this.commands = commands;
        this.books = books;
        this.clock = clock;
    }

    @Operation(summary = "Put up a shelf")
    @ApiResponse(responseCode = "201", description = "It is there", content = @Content(schema = @Schema(implementation = ShelfAnswer.class)))
    @PostMapping
    ResponseEntity<?> create(@Valid @RequestBody ShelfForm form, Write write) {
        return write.append(form, () -> {
            var id = UUID.randomUUID();
            commands.sendAndWait(new CreateShelf(id, write.reader(), form.name(), clock.instant()));
            return ResponseEntity.created(URI.create("/api/v1/shelves/" + id)).body(new ShelfAnswer(id, form.name()));
        });
    }

    @Operation(summary = "Rename a shelf")
    @ApiResponse(responseCode = "200", description = "It is renamed", content = @Content(schema = @Schema(implementation = ShelfAnswer.class)))
    @PatchMapping("/{id}")
    ResponseEntity<?> rename(@PathVariable UUID id, @Valid @RequestBody ShelfForm form, Write write) {
        return write.append(form, () -> answer(new RenameShelf(id, write.reader(), form.name(), clock.instant()),
                ResponseEntity.ok(new ShelfAnswer(id, form.name()))));
    }

    @Operation(summary = "Take a shelf down", description = "The books stay in the library.")
    @ApiResponse(responseCode = "204", description = "Done", content = @Content)
    @DeleteMapping("/{id}")
    ResponseEntity<?> delete(@PathVariable UUID id, Write write) {
        return write.append(() -> answer(new DeleteShelf(id, write.reader(), clock.instant()), ResponseEntity.noContent().build()));
    }

    @Operation(summary = "Put a book on a shelf", description = "A book stands on a shelf once, however often it is put there.")
    @ApiResponse(responseCode = "204", description = "Done", content = @Content)
    @PutMapping("/{id}/books/{bookId}")
    ResponseEntity<?> add(@PathVariable UUID id, @PathVariable UUID bookId, Write write) {
        return write.append(() -> {
            if (books.find(bookId, write.reader()).isEmpty()) {
                throw Problem.of(HttpStatus.NOT_FOUND, "no-such-book", "You have no such book.");
            }
            return answer(new AddBook(id, write.reader(), bookId, clock.instant()), ResponseEntity.noContent().build());
        });
    }

    @Operation(summary = "Take a book off a shelf")
    @ApiResponse(responseCode = "204", description = "Done", content = @Content)
    @DeleteMapping("/{id}/books/{bookId}")
    ResponseEntity<?> remove(@PathVariable UUID id, @PathVariable UUID bookId, Write write) {
        return write.append(() -> answer(new RemoveBook(id, write.reader(), bookId, clock.instant()), ResponseEntity.noContent().build()));
    }

    private ResponseEntity<?> answer(ShelfCommand command, ResponseEntity<?> done) {
        ShelfOutcome outcome = commands.sendAndWait(command);
        return switch (outcome) {
            case DONE -> done;
            case NO_SUCH_SHELF -> ResponseEntity.status(HttpStatus.NOT_FOUND).body(noSuchShelf());
        };
    }

    @ExceptionHandler
    ProblemDetail neverWas(AggregateNotFoundException e) {
        return noSuchShelf();
    }

    private static ProblemDetail noSuchShelf() {
        return Problem.detail(HttpStatus.NOT_FOUND, "no-such-shelf", "You have no such shelf.", Map.of());
    }
}
