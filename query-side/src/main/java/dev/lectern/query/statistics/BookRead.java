package dev.lectern.query.statistics;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A book that was read.
 *
 * @param title {@code null} while the library doesn't know the book
 */
record BookRead(UUID id, @Nullable String title, @Nullable String genre, int words) {
}
