package dev.lectern.command.epub;

import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/**
 * Lets only so many books be read at the same instant: those that are read share the processors set aside for it in turns of 20 ms,
 * and leave the others to people who wait for an answer. A small book isn't stuck behind a large one, as it would be in a queue.
 */
public final class Turns {

    private static final long LENGTH = 20_000_000;

    private final Semaphore processors;
    private final LongSupplier nanoTime;

    /** @param processors that reading may keep busy, at least one */
    public Turns(int processors) {
        this(processors, System::nanoTime);
    }

    Turns(int processors, LongSupplier nanoTime) {
        this.processors = new Semaphore(processors, true);
        this.nanoTime = nanoTime;
    }

    /** Waits until it is this thread's turn, which lasts until the answer is closed. */
    public Turn take() {
        return new Turn();
    }

    /** The right to read, passed on whenever it has lasted for a while and others wait. */
    public final class Turn implements AutoCloseable {

        private long since;

        private Turn() {
            processors.acquireUninterruptibly();
            since = nanoTime.getAsLong();
        }

        /** To be called often while reading. */
        public void pass() {
            long now = nanoTime.getAsLong();
            if (now - since >= LENGTH) {
                if (processors.hasQueuedThreads()) {
                    processors.release();
                    processors.acquireUninterruptibly();
                }
                since = nanoTime.getAsLong();
            }
        }

        @Override
        public void close() {
            processors.release();
        }
    }
}
