package dev.lectern.query.live;

import static dev.lectern.query.testing.TestBook.aBook;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.contracts.Position;
import dev.lectern.contracts.event.BookEvent.BookDeleted;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LiveStreamTest {

    private final LiveStream stream = new LiveStream(UUID.randomUUID(), new Position(5, 5), 3);

    @Test
    void a_client_that_is_too_slow_is_cut_off_and_nobody_waits_for_it() throws InterruptedException {
        for (int i = 6; i <= 8; i++) {
            assertThat(stream.tell(event(i))).isTrue();
        }
        assertThat(stream.tell(event(9))).isFalse();

        assertThat(stream.isClosed()).isTrue();
        assertThat(stream.next(Duration.ofHours(1))).isNull();
    }

    @Test
    void what_the_client_has_seen_is_not_told_again() throws InterruptedException {
        stream.tell(event(4));
        stream.tell(event(5));
        stream.tell(event(6));

        assertThat(stream.next(Duration.ZERO)).isEqualTo(new LiveStream.Part.Told(event(6)));
        assertThat(stream.isIdle()).isTrue();
    }

    private final UUID book = UUID.randomUUID();

    private LiveEvent event(int index) {
        return LiveEvent.of(new Position(5, index), new BookDeleted(book, stream.reader(),
                aBook().uploadedAt())).getFirst();
    }
}
