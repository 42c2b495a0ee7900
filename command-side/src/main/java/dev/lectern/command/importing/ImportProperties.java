package dev.lectern.command.importing;

import dev.lectern.command.epub.Turns;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What one book may cost before it is given up, and what all together may take.
 *
 * @param time          on the clock
 * @param processorTime of one processor
 * @param memory        held at once, as far as it can be counted
 * @param atOnce        books that are read at once
 * @param processors    that reading may keep busy; 0 for half of those that there are, and at least one
 * @param courtesy      how many times as long as they worked those processors rest while readers ask, as {@link Turns} has it; 0 for no regard
 * @param stepAside     time of one processor after which a book steps aside, so that others aren't stuck behind it
 * @param waiting       books that may wait to be read, until no more are taken in
 */
@Validated
@ConfigurationProperties("lectern.import")
record ImportProperties(@DefaultValue("15m") @DurationMin(nanos = 1) Duration time,
                        @DefaultValue("1m") @DurationMin(nanos = 1) Duration processorTime,
                        @DefaultValue("128MB") DataSize memory,
                        @DefaultValue("2") @Min(1) int atOnce,
                        @DefaultValue("0") @Min(0) int processors,
                        @DefaultValue("9") @Min(0) @Max(100) int courtesy,
                        @DefaultValue("1s") @DurationMin(nanos = 1) Duration stepAside,
                        @DefaultValue("1000") @Min(1) int waiting) {
}
