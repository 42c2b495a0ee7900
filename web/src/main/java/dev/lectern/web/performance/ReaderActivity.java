package dev.lectern.web.performance;

import java.util.concurrent.atomic.LongAdder;

/**
 * How much readers ask, so that work in the background can step back for them. Where services share a process they share its
 * processors and its heap too: there it is what they ask all of them.
 */
public final class ReaderActivity {

    private static final ReaderActivity OF_PROCESS = new ReaderActivity();

    private final LongAdder requests = new LongAdder();

    public static ReaderActivity ofProcess() {
        return OF_PROCESS;
    }

    /** A reader asks. */
    public void asked() {
        requests.increment();
    }

    /** How often since the start. */
    public long requests() {
        return requests.sum();
    }
}
