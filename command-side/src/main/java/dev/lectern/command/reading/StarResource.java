package dev.lectern.command.reading;

import dev.lectern.command.book.Books;
import dev.lectern.command.reading.ReadingCommand.Star;
import dev.lectern.command.reading.ReadingCommand.Unstar;
import dev.lectern.command.web.Problem;
import dev.lectern.command.web.Write;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Readers mark the books they care for. */
@RestController
@RequestMapping("/api/v1/books/{bookId}/star")
@Tag(name = "books")
class StarResource {

    private final Books books;
    private final CommandGateway commands;
    private final Clock clock;

    StarResource(Books books, CommandGateway commands, Clock clock) {
        this.books = books;
        this.commands = commands;
        this.clock = clock;
    }

    @Operation(summary = "Star a book")
    @ApiResponse(responseCode = "204", description = "Done", content = @Content)
    @PutMapping
    ResponseEntity<?> star(@PathVariable UUID bookId, Write write) {
        return write.append(() -> answer(write, bookId, Star.of(write.reader(), bookId, clock.instant())));
    }

    @Operation(summary = "Take a book's star away")
    @ApiResponse(responseCode = "204", description = "Done", content = @Content)
    @DeleteMapping
    ResponseEntity<?> unstar(@PathVariable UUID bookId, Write write) {
        return write.append(() -> answer(write, bookId, Unstar.of(write.reader(), bookId, clock.instant())));
    }

    private ResponseEntity<?> answer(Write write, UUID bookId, ReadingCommand command) {
        if (books.find(bookId, write.reader()).isEmpty()) {
            throw Problem.of(HttpStatus.NOT_FOUND, "no-such-book", "You have no such book.");
        }
        commands.sendAndWait(command);
        return ResponseEntity.noContent().build();
    }
}
