package dev.lectern.query.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * How one device went through a book in one quarter of an hour. Keeps its first place and the last one of each minute,
 * whatever the order in which they come, so a track is small and folding in another order gives the same one.
 */
record Track(String device, List<Sample> samples) {

    private static final int MINUTE = 60_000_000;

    /**
     * A place.
     *
     * @param at      µs since the quarter began
     * @param chapter from 1
     * @param percent 0..100
     */
    record Sample(int at, int chapter, double percent) {

        private static final Comparator<Sample> IN_TIME = Comparator.comparingInt(Sample::at)
                .thenComparingDouble(Sample::percent).thenComparingInt(Sample::chapter);

        /**
         * Percent read on the way to a later place. Going back is nothing, and so is leafing: who passes more than a
         * chapter a minute doesn't read it. The statements in {@link Steps} say the same of quarters that follow each
         * other.
         */
        private double readUntil(Sample next) {
            double minutes = (next.at - at) / (double) MINUTE;
            return next.chapter - chapter > 1 + minutes ? 0 : Math.max(0, next.percent - percent);
        }
    }

    static Track of(String device, Sample first) {
        return new Track(device, List.of(first));
    }

    Track with(Sample sample) {
        var all = Stream.concat(samples.stream(), Stream.of(sample)).distinct().sorted(Sample.IN_TIME).toList();
        var kept = new ArrayList<Sample>();
        for (int i = 0; i < all.size(); i++) {
            boolean lastOfMinute = i + 1 == all.size() || all.get(i).at / MINUTE != all.get(i + 1).at / MINUTE;
            if (i == 0 || lastOfMinute) {
                kept.add(all.get(i));
            }
        }
        return new Track(device, List.copyOf(kept));
    }

    /** Percent read on this device. */
    double percentRead() {
        double read = 0;
        for (int i = 1; i < samples.size(); i++) {
            read += samples.get(i - 1).readUntil(samples.get(i));
        }
        return read;
    }
}
