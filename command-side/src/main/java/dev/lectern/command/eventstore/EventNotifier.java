package dev.lectern.command.eventstore;

import dev.lectern.contracts.log.EventLog;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Wakes the followers of the event log soon after a commit: those in this process directly, the others by NOTIFY.
 *
 * <p>One thread sends for all commits, and commits that come while it sends share the next one. NOTIFY inside the
 * appending transactions would serialise their commits: PostgreSQL takes a lock on the whole database for it.
 */
public final class EventNotifier implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(EventNotifier.class);

    /** After which time followers look for themselves, because other instances write too. */
    private static final long OTHERS_MS = 500;
    private static final long LONGEST_PAUSE_MS = 20;

    private final JdbcClient jdbc;
    private final Semaphore committed = new Semaphore(0);
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private volatile boolean running;

    public EventNotifier(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Calls the follower after commits of this process, and now and then for those of others; it must return at once. */
    public void wake(Runnable follower) {
        followers.add(follower);
    }

    void letSleep(Runnable follower) {
        followers.remove(follower);
    }

    /** Signals when the current transaction has committed, or at once if there is none. */
    void signalAfterCommit(int events) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    signal(events);
                }
            });
        } else {
            signal(events);
        }
    }

    /** So many events have been committed. */
    void signal(int events) {
        committed.release(events);
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("event-notifier").start(this::notifyFollowers);
    }

    private void notifyFollowers() {
        try {
            while (running) {
                boolean mine = committed.tryAcquire(OTHERS_MS, TimeUnit.MILLISECONDS);
                int events = 1 + committed.drainPermits();
                followers.forEach(Runnable::run);
                if (mine) {
                    notifyOthers();
                    // the more there are the longer they are gathered: a page of one event costs what a page of many does
                    Thread.sleep(Math.min(LONGEST_PAUSE_MS, events));
                }
            }
        } catch (InterruptedException e) {
            // nobody interrupts it
            Thread.currentThread().interrupt();
        }
    }

    private void notifyOthers() {
        try {
            // nobody waits for this commit, so it need not wait for the disk
            jdbc.sql("SELECT set_config('synchronous_commit', 'off', true), pg_notify(?, '')")
                    .param(EventLog.CHANNEL).query().listOfRows();
        } catch (RuntimeException e) {
            log.warn("could not wake the followers of the event log, they will poll: {}", e.getMessage());
        }
    }

    @Override
    public void stop() {
        running = false;
        committed.release();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
