package dev.lectern.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InstantWriterTest {

    @Test
    void an_instant_is_written_as_java_writes_it() {
        var random = new Random();
        var some = Stream.of("2026-03-01T12:00:00Z", "2026-03-01T12:34:00Z", "2026-03-01T00:00:07Z", "2026-03-01T12:00:00.5Z",
                "2026-03-01T12:00:00.000001Z", "2026-03-01T12:00:00.000000001Z", "1969-12-31T23:59:59.999999Z", "0000-01-01T00:00:00Z",
                "-0001-02-03T04:05:06Z", "+10000-01-01T00:00:00Z").map(Instant::parse);
        var any = Stream.generate(() -> Instant.ofEpochSecond(random.nextLong(-100_000_000_000L, 300_000_000_000L), random.nextInt(1_000_000_000)))
                .limit(1_000);

        assertThat(Stream.of(some, any, Stream.of(Instant.MIN, Instant.MAX)).flatMap(each -> each))
                .allSatisfy(each -> assertThat(InstantWriter.text(each)).isEqualTo(each.toString()));
    }
}
