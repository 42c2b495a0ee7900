package dev.lectern.query.projection;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes whoever waits for something new; what was signalled since the ticket was taken is never slept through. */
final class Wakeup {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition signalled = lock.newCondition();
    private long signals;

    long ticket() {
        lock.lock();
        try {
            return signals;
        } finally {
            lock.unlock();
        }
    }

    void signal() {
        lock.lock();
        try {
            signals++;
            signalled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a signal after the ticket, no longer than given. */
    void await(long ticket, Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (signals == ticket && left > 0) {
                left = signalled.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
