package dev.lectern.query.shelves;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;

/**
 * A shelf as readers get it.
 *
 * @param words           of all its books
 * @param progressPercent 0..100: how much of those words the reader has read
 * @param stars           how many of its books have one
 * @param lastActivityAt  when the shelf was changed or one of its books read, whichever is later
 */
record Shelf(UUID id, String name, Instant createdAt, int books, long words,
             @Schema(minimum = "0", maximum = "100") double progressPercent, int stars, Instant lastActivityAt) {
}
