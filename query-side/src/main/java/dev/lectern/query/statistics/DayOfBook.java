package dev.lectern.query.statistics;

import java.time.LocalDate;

/**
 * What a reader read of one book on one day of their time zone.
 *
 * @param sessions that began on that day
 */
record DayOfBook(LocalDate day, BookRead book, double seconds, double words, long sessions) {
}
