package dev.lectern.query.cache;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How long finished answers are kept. None of it is about being right: an answer that a later event concerns is never
 * given, however young it is.
 *
 * @param readers       whose last change an instance remembers; answers for others are made anew
 * @param memory        for copies in the instance itself; 0 for none
 * @param warmLibraries how many readers' libraries are made ready at the start
 */
@Validated
@ConfigurationProperties("lectern.cache")
record CacheProperties(@DefaultValue @NotNull TimeToLive timeToLive, @DefaultValue("100000") @Min(1) int readers,
                       @DefaultValue("32MB") @NotNull DataSize memory, @DefaultValue("100") @Min(0) int warmLibraries) {

    /** By kind: an hour for what never changes, or once in a book's life; five minutes for the rest. */
    record TimeToLive(@DefaultValue("5m") Duration library, @DefaultValue("5m") Duration book,
                      @DefaultValue("1h") Duration contents, @DefaultValue("1h") Duration chapters,
                      @DefaultValue("1h") Duration chapter, @DefaultValue("5m") Duration descriptions,
                      @DefaultValue("5m") Duration progress, @DefaultValue("5m") Duration shelves,
                      @DefaultValue("5m") Duration statistics, @DefaultValue("1h") Duration page,
                      @DefaultValue("1h") Duration cover) {

        Duration of(Kind kind) {
            return switch (kind) {
                case LIBRARY -> library;
                case BOOK -> book;
                case CONTENTS -> contents;
                case CHAPTERS -> chapters;
                case CHAPTER -> chapter;
                case DESCRIPTIONS -> descriptions;
                case PROGRESS -> progress;
                case SHELVES -> shelves;
                case STATISTICS -> statistics;
                case PAGE -> page;
                case COVER -> cover;
            };
        }
    }
}
