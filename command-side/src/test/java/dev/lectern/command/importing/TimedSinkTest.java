package dev.lectern.command.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lectern.command.epub.EpubSink;
import dev.lectern.command.importing.TimedSink.TimeIsUp;
import dev.lectern.contracts.content.ContentHash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A book that takes too long gets no further. */
class TimedSinkTest {

    private static final ContentHash HASH = ContentHash.of("kept");

    private final AtomicLong now = new AtomicLong(5);
    private final EpubSink sink = new TimedSink(new EpubSink() {
        @Override
        public ContentHash chapter(byte[] document) {
            return HASH;
        }

        @Override
        public ContentHash resource(InputStream content) throws IOException {
            content.readAllBytes();
            return HASH;
        }
    }, 100, now::get);

    @Test
    void what_comes_in_time_is_kept() throws IOException {
        now.set(105);
        assertThat(sink.chapter(new byte[0])).isEqualTo(HASH);
        assertThat(sink.resource(new ByteArrayInputStream(new byte[10]))).isEqualTo(HASH);
    }

    @Test
    void what_comes_too_late_ends_the_import() {
        now.set(106);
        assertThatThrownBy(() -> sink.chapter(new byte[0])).isInstanceOf(TimeIsUp.class);
    }

    @Test
    void a_file_that_takes_too_long_ends_the_import() {
        var slow = new InputStream() {
            @Override
            public int read() {
                now.addAndGet(10);
                return 1;
            }
        };
        assertThatThrownBy(() -> sink.resource(slow)).isInstanceOf(TimeIsUp.class);
    }
}
