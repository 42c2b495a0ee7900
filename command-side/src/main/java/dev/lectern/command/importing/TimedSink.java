package dev.lectern.command.importing;

import dev.lectern.command.epub.EpubSink;
import dev.lectern.contracts.content.ContentHash;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/**
 * A sink that takes nothing more once a book's time is up. Everything that the reader does between two calls is bounded by
 * its limits, so this is where a book that is slow in sum comes to an end.
 */
final class TimedSink implements EpubSink {

    /** The book's time is up. */
    static final class TimeIsUp extends RuntimeException {
        private TimeIsUp() {
            super("the time to read this book is up");
        }
    }

    private final EpubSink sink;
    private final LongSupplier nanoTime;
    private final long started;
    private final long nanos;

    /** @param nanos from now on */
    TimedSink(EpubSink sink, long nanos, LongSupplier nanoTime) {
        this.sink = sink;
        this.nanoTime = nanoTime;
        this.started = nanoTime.getAsLong();
        this.nanos = nanos;
    }

    @Override
    public ContentHash chapter(byte[] document) throws IOException {
        checkTime();
        return sink.chapter(document);
    }

    @Override
    public ContentHash resource(InputStream content) throws IOException {
        return sink.resource(new FilterInputStream(content) {
            @Override
            public int read() throws IOException {
                checkTime();
                return super.read();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                checkTime();
                return super.read(bytes, offset, length);
            }
        });
    }

    private void checkTime() {
        if (nanoTime.getAsLong() - started > nanos) {
            throw new TimeIsUp();
        }
    }
}
