package dev.lectern.query.statistics;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a reader read of one book on one day of their time zone.
 *
 * @param sessions that began on that day
 */
record DayOfBook(LocalDate day, UUID bookId, @Nullable String title, @Nullable String genre, double seconds, double words,
                 long sessions) {
}
