package dev.lectern.query.statistics;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a reader read a book, on whatever devices.
 *
 * @param title       {@code null} while the library doesn't know the book
 * @param startedAt   when its first place was recorded
 * @param endedAt     when its last one was
 * @param fromPercent 0..100: the first place
 * @param toPercent   0..100: the last place
 */
@Schema(name = "ReadingSession")
record Session(UUID bookId, @Nullable String title, Instant startedAt, Instant endedAt, @JsonUnwrapped Figures figures,
               double fromPercent, double toPercent) {
}
