package dev.lectern.query.statistics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sums up a reader's quarters of an hour by the days of a time zone. They come in the order of books and, of each book, of time; what
 * one adds to the one before it is what {@link Steps} says of them.
 */
final class DaySums {

    private static final long MINUTE = 60_000_000;

    /**
     * A quarter of an hour.
     *
     * @param first µs since 1970: its first place
     * @param last  its last one
     * @param read  percent of the book read between the two
     */
    record Quarter(long first, int firstChapter, double firstPercent, String firstDevice,
                   long last, int lastChapter, double lastPercent, String lastDevice, double read) {

        private boolean goesOnFrom(Quarter before) {
            return first - before.last < Steps.GAP.toNanos() / 1_000;
        }

        /** Percent read on the way from the quarter before it: as within one ({@link Track}). */
        private double readSince(Quarter before) {
            boolean isRead = firstDevice.equals(before.lastDevice)
                    && firstChapter - before.lastChapter <= 1 + (first - before.last) / (double) MINUTE;
            return isRead ? Math.max(0, firstPercent - before.lastPercent) : 0;
        }
    }

    /** A day of a book, while it is summed up. */
    private static final class Sum {

        private final LocalDate day;
        private long time;
        private double percent;
        private long sessions;

        Sum(LocalDate day) {
            this.day = day;
        }
    }

    private final ZoneId zone;
    private final List<DayOfBook> days = new ArrayList<>();
    private @Nullable BookRead book;
    private @Nullable Quarter before;
    private @Nullable Sum sum;
    /** The last day that was looked up, and where it begins and ends: most quarters are of the day of the one before. */
    private LocalDate day = LocalDate.EPOCH;
    private long dawn;
    private long midnight;

    DaySums(ZoneId zone) {
        this.zone = zone;
    }

    /** The quarters that follow are of this book. */
    void turnTo(BookRead next) {
        close();
        book = next;
        before = null;
    }

    /** Whether the quarters that are added are of this book. */
    boolean isOf(UUID id) {
        return book != null && book.id().equals(id);
    }

    void add(Quarter quarter) {
        var previous = before;
        if (previous != null && quarter.goesOnFrom(previous)) {
            read(previous.last, quarter.first);
            at(quarter.first).percent += quarter.readSince(previous);
        } else {
            at(quarter.first).sessions++;
        }
        at(quarter.first).percent += quarter.read;
        read(quarter.first, quarter.last);
        before = quarter;
    }

    /** Time that goes on over midnight counts on both days; there are places on either. */
    private void read(long from, long until) {
        var open = at(from);
        long since = from;
        while (until >= midnight) {
            open.time += midnight - since;
            since = midnight;
            open = at(since);
        }
        open.time += until - since;
    }

    /** The sum of the day of an instant, which isn't before the days that were asked for so far. */
    private Sum at(long instant) {
        if (instant < dawn || instant >= midnight) {
            day = LocalDate.ofInstant(Instant.EPOCH.plus(instant, ChronoUnit.MICROS), zone);
            dawn = micros(day);
            midnight = micros(day.plusDays(1));
        }
        var open = sum;
        if (open == null || !open.day.equals(day)) {
            close();
            open = new Sum(day);
            sum = open;
        }
        return open;
    }

    private long micros(LocalDate day) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, day.atStartOfDay(zone).toInstant());
    }

    private void close() {
        if (book != null && sum != null) {
            days.add(new DayOfBook(sum.day, book, sum.time / 1e6, sum.percent / 100 * book.words(), sum.sessions));
        }
        sum = null;
    }

    /** Of all that was added. */
    List<DayOfBook> days() {
        close();
        return days;
    }
}
