package dev.lectern.command.book;

import dev.lectern.command.book.BookCommand.ChangeDetails;
import dev.lectern.command.book.BookCommand.DeleteBook;
import dev.lectern.command.book.BookCommand.RequestAnalysis;
import dev.lectern.command.book.BookCommand.RestoreBook;
import dev.lectern.command.book.BookCommand.UploadBook;
import dev.lectern.command.book.UploadReception.ReceivedFile;
import dev.lectern.command.limits.Limit;
import dev.lectern.command.limits.Limits;
import dev.lectern.command.limits.Quotas;
import dev.lectern.command.web.Problem;
import dev.lectern.command.web.Write;
import dev.lectern.contracts.event.ReadStatus;
import dev.lectern.contracts.nlp.Extractors;
import dev.lectern.contracts.nlp.Priority;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a person does with their books. */
@RestController
@RequestMapping("/api/v1/books")
@Tag(name = "books")
class BookResource {

    /** Fields that are absent stay as they are. */
    record Details(@Nullable @Size(min = 1, max = 500) String title,
                   @Nullable @Size(max = 100) List<@NotBlank @Size(max = 500) String> authors,
                   @Nullable @Size(max = 200) String genre,
                   @Nullable @Pattern(regexp = "[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", message = "is a language tag such as en or pt-BR") String language,
                   @Nullable ReadStatus readStatus) {
    }

    record Analysis(@Nullable Priority priority) {
    }

    private final UploadReception reception;
    private final CommandGateway commands;
    private final Books books;
    private final ReadingStates readings;
    private final Limits limits;
    private final Quotas quotas;
    private final KeptFiles files;
    private final Clock clock;

    BookResource(UploadReception reception, CommandGateway commands, Books books, ReadingStates readings, Limits limits, Quotas quotas,
                 KeptFiles files, Clock clock) {
        this.reception = reception;
        this.commands = commands;
        this.books = books;
        this.readings = readings;
        this.limits = limits;
        this.quotas = quotas;
        this.files = files;
        this.clock = clock;
    }

    @Operation(summary = "Upload an EPUB", description = "Answers as soon as the file is stored; the book is imported and analysed afterwards. "
            + "The same file again answers 200 with the book that is there.",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(
                    mediaType = MediaType.MULTIPART_FORM_DATA_VALUE, schema = @Schema(implementation = UploadForm.class))))
    @ApiResponse(responseCode = "202", description = "The book, which will be imported", content = @Content(schema = @Schema(implementation = BookAnswer.class)))
    @ApiResponse(responseCode = "200", description = "The book that was there", content = @Content(schema = @Schema(implementation = BookAnswer.class)))
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<?> upload(HttpServletRequest request, Write write) {
        limits.spend(Limit.UPLOAD, write.reader().toString());
        var file = reception.receive(request, (content, bytes) -> quotas.admit(write.reader(), Books.idOf(write.reader(), content), bytes));
        return write.once(file.content(), () -> upload(file, write.reader()));
    }

    /** For the API's description. */
    record UploadForm(@Schema(type = "string", format = "binary") String file) {
    }

    private ResponseEntity<?> upload(ReceivedFile file, UUID owner) {
        var id = Books.idOf(owner, file.content());
        UploadOutcome outcome = commands.sendAndWait(
                new UploadBook(id, owner, file.content(), file.bytes(), file.name(), clock.instant()));
        quotas.take(owner, id, file.bytes());
        files.keep(file.content(), id);
        return switch (outcome) {
            case IMPORTING -> ResponseEntity.accepted().location(URI.create("/api/v1/books/" + id)).body(answer(id, owner));
            case EXISTING -> ResponseEntity.ok().location(URI.create("/api/v1/books/" + id)).body(answer(id, owner));
        };
    }

    @Operation(summary = "Correct what the EPUB says of itself, or what has become of the book",
            description = "A book is finished at 98 %, or by hand. A place that comes after a status was chosen makes it `reading` again, "
                    + "unless the book was finished by hand at that place or before it.")
    @ApiResponse(responseCode = "200", description = "The book as it is now", content = @Content(schema = @Schema(implementation = BookAnswer.class)))
    @PatchMapping("/{id}")
    ResponseEntity<?> change(@PathVariable UUID id, @Valid @RequestBody Details details, Write write) {
        return write.append(details, () -> {
            Optional<BookRefusal> refusal = commands.sendAndWait(new ChangeDetails(id, write.reader(), details.title(),
                    details.authors(), details.genre(), details.language(), clock.instant()));
            if (refusal.isEmpty() && details.readStatus() != null) {
                readings.choose(write.reader(), id, details.readStatus(), clock.instant());
            }
            return answer(id, write.reader(), refusal);
        });
    }

    @Operation(summary = "Delete a book", description = "It can be restored for 30 days.")
    @ApiResponse(responseCode = "204", description = "Done", content = @Content)
    @DeleteMapping("/{id}")
    ResponseEntity<?> delete(@PathVariable UUID id, Write write) {
        return write.once(() -> {
            Optional<BookRefusal> refusal = commands.sendAndWait(new DeleteBook(id, write.reader(), clock.instant()));
            quotas.release(write.reader(), id);
            return refusal.<ResponseEntity<?>>map(BookResource::refused).orElseGet(() -> ResponseEntity.noContent().build());
        });
    }

    @Operation(summary = "Bring a deleted book back")
    @ApiResponse(responseCode = "200", description = "The book as it is now", content = @Content(schema = @Schema(implementation = BookAnswer.class)))
    @PostMapping("/{id}/restore")
    ResponseEntity<?> restore(@PathVariable UUID id, Write write) {
        return write.once(() -> {
            Optional<BookRefusal> refusal = commands.sendAndWait(new RestoreBook(id, write.reader(), clock.instant()));
            if (refusal.isEmpty()) {
                quotas.takeBack(write.reader(), id);
            }
            return answer(id, write.reader(), refusal);
        });
    }

    @Operation(summary = "Analyse a book again")
    @ApiResponse(responseCode = "202", description = "The book, which will be analysed", content = @Content(schema = @Schema(implementation = BookAnswer.class)))
    @PostMapping("/{id}/analysis")
    ResponseEntity<?> analyse(@PathVariable UUID id, @RequestBody(required = false) @Nullable Analysis analysis, Write write) {
        var priority = analysis == null || analysis.priority() == null ? Priority.NORMAL : analysis.priority();
        limits.spend(Limit.ANALYSIS, write.reader().toString());
        return write.append(priority, () -> {
            Optional<BookRefusal> refusal = commands.sendAndWait(
                    new RequestAnalysis(id, write.reader(), Extractors.CURRENT, priority, clock.instant()));
            return refusal.<ResponseEntity<?>>map(BookResource::refused)
                    .orElseGet(() -> ResponseEntity.accepted().body(answer(id, write.reader())));
        });
    }

    private ResponseEntity<?> answer(UUID id, UUID reader, Optional<BookRefusal> refusal) {
        return refusal.<ResponseEntity<?>>map(BookResource::refused).orElseGet(() -> ResponseEntity.ok(answer(id, reader)));
    }

    private BookAnswer answer(UUID id, UUID reader) {
        return BookAnswer.of(books.find(id).orElseThrow(), readings.of(reader, id));
    }

    private static ResponseEntity<?> refused(BookRefusal refusal) {
        var problem = switch (refusal) {
            case NO_SUCH_BOOK -> Problem.detail(HttpStatus.NOT_FOUND, "no-such-book", "You have no such book.", Map.of());
            case STILL_IMPORTING -> Problem.detail(HttpStatus.CONFLICT, "still-importing",
                    "The book is still being imported. Try again when it is ready.", Map.of());
            case IMPORT_FAILED -> Problem.detail(HttpStatus.CONFLICT, "import-failed",
                    "The book could not be imported. Its import report says why.", Map.of());
            case RESTORE_PERIOD_OVER -> Problem.detail(HttpStatus.GONE, "restore-period-over",
                    "A deleted book can be restored for 30 days. Upload it again.", Map.of());
        };
        return ResponseEntity.status(problem.getStatus()).body(problem);
    }
}
