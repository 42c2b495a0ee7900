package dev.lectern.command.epub;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Lets only so many books be read at the same instant: those that are read share the processors set aside for it in turns of 20 ms,
 * and leave the others to people who wait for an answer. A small book isn't stuck behind a large one, as it would be in a queue.
 *
 * <p>Processors are not all that a book takes from those people: what it leaves in memory is collected while everybody waits, and what
 * it makes Java compile takes the other processors. So while somebody asks for something, reading rests altogether after what can be
 * read in three seconds: it takes a share of the time, of which it may have saved up some.
 */
public final class Turns {

    private static final long LENGTH = 20_000_000;
    /** Work that may be done without a rest if there was none for long enough before: a book takes a tenth of it, or a fifth. */
    private static final long SAVED = 3_000_000_000L;

    private final Semaphore processors;
    private final int atOnce;
    private final int courtesy;
    private final LongSupplier requests;
    private final LongSupplier nanoTime;
    private final LongConsumer pause;
    /** When all that was read while somebody asked is worked off by rests. */
    private final AtomicLong evenAt;

    /**
     * @param processors that reading may keep busy, at least one
     * @param courtesy   how many times as long as they read they rest while somebody asks; 0 for no regard
     * @param requests   how many there were since the start
     */
    public Turns(int processors, int courtesy, LongSupplier requests) {
        this(processors, courtesy, requests, System::nanoTime, LockSupport::parkNanos);
    }

    Turns(int processors, int courtesy, LongSupplier requests, LongSupplier nanoTime, LongConsumer pause) {
        this.processors = new Semaphore(processors, true);
        this.atOnce = processors;
        this.courtesy = courtesy;
        this.requests = requests;
        this.nanoTime = nanoTime;
        this.pause = pause;
        this.evenAt = new AtomicLong(nanoTime.getAsLong());
    }

    /** Waits until it is this thread's turn, which lasts until the answer is closed. */
    public Turn take() {
        return new Turn();
    }

    /** The right to read, passed on whenever it has lasted for a while and others wait. */
    public final class Turn implements AutoCloseable {

        private long since;
        private long requestsBefore;

        private Turn() {
            processors.acquireUninterruptibly();
            begin();
        }

        private void begin() {
            requestsBefore = requests.getAsLong();
            since = nanoTime.getAsLong();
        }

        /** To be called often while reading. */
        public void pass() {
            long lasted = nanoTime.getAsLong() - since;
            if (lasted >= LENGTH) {
                if (requests.getAsLong() != requestsBefore) {
                    // not passed on yet: whoever reads next would not rest
                    restFor(lasted);
                }
                if (processors.hasQueuedThreads()) {
                    processors.release();
                    processors.acquireUninterruptibly();
                }
                begin();
            }
        }

        @Override
        public void close() {
            processors.release();
        }
    }

    private void restFor(long worked) {
        long now = nanoTime.getAsLong();
        long even = evenAt.updateAndGet(before -> Math.max(before, now - worked) + takes(worked));
        long rest = even - now - takes(SAVED);
        if (courtesy > 0 && rest > 0) {
            pause.accept(rest);
        }
    }

    /** With the rests that belong to it, if all processors took their part of it. */
    private long takes(long worked) {
        return worked * (1 + courtesy) / atOnce;
    }
}
