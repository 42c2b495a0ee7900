package dev.lectern.acceptance;

import static org.awaitility.Awaitility.await;

import dev.lectern.acceptance.Api.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** What a patient client does: asks again, the same, until it is answered. Whoever strikes the server keeps it waiting meanwhile. */
final class Outages {

    private static final int PATIENCE = 20;
    private static final Duration READ_LIMIT = Duration.ofSeconds(60);

    interface Call {
        Answer send() throws IOException;
    }

    interface Strike {
        void run() throws Exception;
    }

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final boolean tolerated;

    private Outages(boolean tolerated) {
        this.tolerated = tolerated;
    }

    /** A connection may break at any moment. */
    static Outages ofEverything() {
        return new Outages(true);
    }

    /** What fails is nothing that a reader may notice. */
    static Outages unnoticed() {
        return new Outages(false);
    }

    /** Returns when the server is there again. Others go on meanwhile, and see what it does to them. */
    void strike(Strike strike) throws Exception {
        lock.writeLock().lock();
        try {
            strike.run();
        } finally {
            lock.writeLock().unlock();
        }
    }

    Answer answered(Call call) throws IOException {
        for (var attempt = 1;; attempt++) {
            try {
                return call.send();
            } catch (IOException e) {
                if (!tolerated || attempt == PATIENCE) {
                    throw e;
                }
                untilTheStrikeIsOver();
            }
        }
    }

    /** A read that includes a position may be told to come back later. */
    Answer read(Call call) {
        return await("answer").atMost(READ_LIMIT).until(() -> answered(call), answer -> answer.status() != 503);
    }

    private void untilTheStrikeIsOver() {
        lock.readLock().lock();
        lock.readLock().unlock();
    }
}
