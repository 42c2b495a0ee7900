package dev.lectern.command.reading;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.lectern.command.book.BookState;
import dev.lectern.command.book.Books;
import dev.lectern.command.reading.LocatorResolution.Resolved;
import dev.lectern.command.reading.LocatorResolution.Unresolvable;
import dev.lectern.command.reading.ReadingCommand.RecordProgress;
import dev.lectern.command.web.Problem;
import dev.lectern.command.web.Write;
import dev.lectern.contracts.event.ReadingEvent.Place;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Devices say where their reader is. */
@RestController
@RequestMapping("/api/v1/books/{bookId}/progress")
@Tag(name = "progress")
class ProgressResource {

    /** A chapter and a progression, an href and a progression, or a CFI. */
    record LocatorForm(@Nullable @Size(max = 1024) String href, @Nullable Integer chapter, @Nullable Double progression,
                       @Nullable @Size(max = 1024) String cfi) {
    }

    /** @param isFinal whether the device says no more for now, so that the place must not wait for others */
    record ProgressForm(@NotNull @Valid LocatorForm locator, @NotBlank @Size(max = 100) String deviceId, @NotNull Instant recordedAt,
                        @JsonProperty("final") @Nullable Boolean isFinal) {
    }

    record BatchForm(@NotEmpty @Size(max = 500) List<@NotNull @Valid ProgressForm> items) {
    }

    /** @param items one receipt for each place, in the order of the request */
    record BatchReceipt(List<ProgressReceipt> items, Place current) {
    }

    private final Books books;
    private final ProgressBursts bursts;
    private final CommandGateway commands;
    private final Clock clock;

    ProgressResource(Books books, ProgressBursts bursts, CommandGateway commands, Clock clock) {
        this.books = books;
        this.bursts = bursts;
        this.commands = commands;
        this.clock = clock;
    }

    @Operation(summary = "Record where the reader is", description = "The newest place by the device's clock wins. An older one is recorded too, but moves nobody: applied:false, and what stands. "
            + "A device that sends many places a second is answered when they are recorded, together; final:true says that no other follows.")
    @ApiResponse(responseCode = "200", description = "What stands now", content = @Content(schema = @Schema(implementation = ProgressReceipt.class)))
    @PostMapping
    ResponseEntity<?> record(@PathVariable UUID bookId, @Valid @RequestBody ProgressForm form, Write write) {
        return bursts.record(bookId, form, write);
    }

    @Operation(summary = "Record the places of a device that was offline")
    @ApiResponse(responseCode = "200", description = "What stands now", content = @Content(schema = @Schema(implementation = BatchReceipt.class)))
    @PostMapping("/batch")
    ResponseEntity<?> recordBatch(@PathVariable UUID bookId, @Valid @RequestBody BatchForm form, Write write) {
        return write.append(form, () -> {
            var book = bookOf(books, bookId, write.reader());
            var now = clock.instant();
            var places = new ArrayList<Place>();
            for (int i = 0; i < form.items().size(); i++) {
                places.add(place(book, form.items().get(i), "items[" + i + "].locator", now));
            }
            List<ProgressReceipt> receipts = commands.sendAndWait(RecordProgress.each(write.reader(), bookId, places));
            return ResponseEntity.ok(new BatchReceipt(receipts, receipts.getLast().current()));
        });
    }

    /** @throws ErrorResponseException if the reader has no such book, or not yet */
    static BookState bookOf(Books books, UUID bookId, UUID reader) {
        var book = books.find(bookId, reader)
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "no-such-book", "You have no such book."));
        if (book.chapters().isEmpty()) {
            throw Problem.of(HttpStatus.CONFLICT, "still-importing", "The book has no chapters yet. Try again when it is ready.");
        }
        return book;
    }

    /**
     * Where in the book the device is.
     *
     * @param field how the client knows the locator
     * @throws ErrorResponseException if the locator can't be resolved, or the time is none that a device's clock shows
     */
    static Place place(BookState book, ProgressForm form, String field, Instant receivedAt) {
        if (form.recordedAt().isBefore(Instant.EPOCH)) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "invalid-request", "“recordedAt” is before 1970. Send the device's time in UTC.",
                    Map.of("field", field.replaceFirst("locator$", "recordedAt")));
        }
        var locator = form.locator();
        return switch (LocatorResolution.resolve(book.chapters(), locator.chapter(), locator.href(), locator.progression(), locator.cfi())) {
            case Resolved resolved -> RecordProgress.clamped(
                    new Place(resolved.locator(), resolved.percent(), form.deviceId(), form.recordedAt()), receivedAt);
            case Unresolvable unresolvable -> throw Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "unresolvable-locator",
                    unresolvable.reason(), Map.of("field", field + "." + unresolvable.part()));
        };
    }
}
