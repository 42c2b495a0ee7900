package dev.lectern.command.epub;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What reading one book may cost, beyond the limits of its parts: time on the clock, time of the processor, and memory. It is
 * looked at wherever a book can make the reader work: while a file is unpacked, for every stretch that a parser takes in, and
 * for every few elements that come out.
 *
 * <p>Memory is what can be counted: the archive's directory, what is known of the book, and the one document at work, as bytes,
 * as characters, as a tree where one is needed, and as what becomes of it. It is an estimate of the heap, mostly above it.
 *
 * <p>A budget belongs to the thread that made it, which has to be a platform thread: of others nobody knows the processor time.
 */
public final class ReadingBudget {

    private static final int BETWEEN_LOOKS = 64;

    private final long nanos;
    private final long processorNanos;
    private final long memoryBytes;
    private final Runnable pause;
    private final LongSupplier clock;
    private final LongSupplier processor;
    private final long started;
    private final long startedOnProcessor;
    private int checks;
    private long kept;
    private long inUse;
    private long mostBytes;

    ReadingBudget(Duration time, Duration processorTime, long memoryBytes, Runnable pause, LongSupplier clock, LongSupplier processor) {
        this.nanos = time.toNanos();
        this.processorNanos = processorTime.toNanos();
        this.memoryBytes = memoryBytes;
        this.pause = pause;
        this.clock = clock;
        this.processor = processor;
        this.started = clock.getAsLong();
        this.startedOnProcessor = processor.getAsLong();
    }

    /**
     * A budget for the current thread, which begins to count now.
     *
     * @param time          on the clock
     * @param processorTime of this thread
     * @param memoryBytes   counted at once
     * @param pause         called at every look; it may wait, so that others have the processor
     */
    public static ReadingBudget of(Duration time, Duration processorTime, long memoryBytes, Runnable pause) {
        var threads = ManagementFactory.getThreadMXBean();
        return new ReadingBudget(time, processorTime, memoryBytes, pause, System::nanoTime, threads::getCurrentThreadCpuTime);
    }

    /** Some work was done; every now and then it is looked at what is left. */
    void check() {
        if (++checks % BETWEEN_LOOKS == 0) {
            look();
        }
    }

    /** @throws OverBudget if the book's time is up */
    void look() {
        pause.run();
        if (processor.getAsLong() - startedOnProcessor > processorNanos) {
            throw new OverBudget(EpubRefused.tooSlow("This book takes too much work to read: more than %s of a processor's time."
                    .formatted(seconds(processorNanos))));
        }
        if (clock.getAsLong() - started > nanos) {
            throw new OverBudget(EpubRefused.tooSlow("This book takes too long to read: more than %s.".formatted(seconds(nanos))));
        }
    }

    private static String seconds(long nanos) {
        return nanos < 2_000_000_000L ? "%,d ms".formatted(nanos / 1_000_000) : "%,d seconds".formatted(nanos / 1_000_000_000);
    }

    /** Memory that is held until the book is read. */
    void keep(long bytes) {
        kept += bytes;
        weigh();
    }

    /** All memory that the document at work holds now; that of the document before is free again. */
    void use(long bytes) {
        inUse = bytes;
        weigh();
    }

    private void weigh() {
        mostBytes = Math.max(mostBytes, kept + inUse);
        if (kept + inUse > memoryBytes) {
            throw new OverBudget(EpubRefused.tooLarge("A document inside this EPUB is too large or too intricate: reading it takes more than %,d MB of memory."
                    .formatted(memoryBytes >> 20)));
        }
    }

    /** The most memory that was held at once, as far as it was counted. */
    public long mostBytes() {
        return mostBytes;
    }

    /** Time on the processor so far. */
    public Duration processorTime() {
        return Duration.ofNanos(processor.getAsLong() - startedOnProcessor);
    }

    /** The same characters, with a look at the budget for each stretch that is read. */
    Reader watching(Reader reader) {
        return new FilterReader(reader) {
            @Override
            public int read(char[] characters, int offset, int length) throws IOException {
                look();
                return super.read(characters, offset, length);
            }
        };
    }
}
