package dev.lectern.query.cache;

import static dev.lectern.query.projection.Decoded.event;
import static dev.lectern.query.testing.TestBook.NOON;
import static dev.lectern.query.testing.TestBook.aBook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.contracts.Position;
import dev.lectern.query.cache.CacheProperties.TimeToLive;
import dev.lectern.query.projection.Decoded;
import dev.lectern.query.testing.TestBook;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class LastChangesTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final CacheProperties PROPERTIES = new CacheProperties(
            new TimeToLive(HOUR, HOUR, HOUR, HOUR, HOUR, HOUR, HOUR, HOUR, HOUR, HOUR, HOUR), 2, DataSize.ofBytes(0), 0);

    private final LastChanges changes = new LastChanges(PROPERTIES);
    private final TestBook mine = aBook();
    private final TestBook theirs = aBook();

    private long last(TestBook book, Kind kind) {
        return changes.of(book.owner(), kind).orElseThrow().index();
    }

    @BeforeEach
    void observe() {
        changes.observingFrom(new Position(1, 10));
    }

    @Test
    void nothing_is_known_before_the_log_is_read() {
        assertThat(new LastChanges(PROPERTIES).of(mine.owner(), Kind.LIBRARY)).isEmpty();
    }

    @Test
    void an_event_concerns_its_reader_and_the_answers_that_show_it() {
        changes.seen(List.of(event(11, 0, mine.uploaded()), event(12, 0, mine.readTo(10, "phone", NOON))));

        assertThat(last(mine, Kind.PROGRESS)).isEqualTo(12);
        assertThat(last(mine, Kind.CONTENTS)).isEqualTo(11);
        assertThat(last(theirs, Kind.LIBRARY)).isEqualTo(10);
    }

    @Test
    void what_a_text_has_concerns_everybody_once_it_changes() {
        changes.seen(List.of(event(11, 0, mine.uploaded()), event(12, 0, mine.described(1))));
        assertThat(last(mine, Kind.DESCRIPTIONS)).isEqualTo(11);

        changes.seen(List.of(event(13, 1, mine.described(1))));

        assertThat(last(mine, Kind.DESCRIPTIONS)).isEqualTo(13);
        assertThat(last(theirs, Kind.DESCRIPTIONS)).isEqualTo(13);
    }

    @Test
    void an_event_that_cannot_be_read_may_concern_anybody() {
        changes.seen(List.of(Decoded.unreadable(11)));

        assertThat(last(mine, Kind.CONTENTS)).isEqualTo(11);
    }

    @Test
    void who_is_forgotten_may_have_changed_when_the_quietest_did() {
        var third = aBook();
        changes.seen(List.of(event(11, 0, mine.uploaded()), event(12, 0, theirs.uploaded()), event(13, 1, mine.imported()),
                event(14, 0, third.uploaded())));

        assertThat(last(mine, Kind.LIBRARY)).isEqualTo(13);
        assertThat(last(theirs, Kind.LIBRARY)).isEqualTo(12);
        assertThat(last(aBook(), Kind.LIBRARY)).isEqualTo(12);
    }
}
