package dev.lectern.query.projection;

import java.util.concurrent.atomic.LongAdder;

/** How much readers ask, so that whoever rebuilds read models can step back for them. */
public final class ReaderActivity {

    private final LongAdder requests = new LongAdder();

    /** A reader asks. */
    public void asked() {
        requests.increment();
    }

    /** How often since the start. */
    long requests() {
        return requests.sum();
    }
}
