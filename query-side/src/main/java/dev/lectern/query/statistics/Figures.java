package dev.lectern.query.statistics;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How much was read.
 *
 * @param words          in proportion to the part of the book that was read
 * @param pages          of 250 words
 * @param wordsPerMinute {@code null} below a minute
 */
record Figures(long minutes, long words, long pages, @Schema(nullable = true) @Nullable Long wordsPerMinute) {

    private static final double WORDS_OF_A_PAGE = 250;

    static Figures of(double seconds, double words) {
        return new Figures(Math.round(seconds / 60), Math.round(words), Math.round(words / WORDS_OF_A_PAGE),
                seconds < 60 ? null : Math.round(words / (seconds / 60)));
    }
}
