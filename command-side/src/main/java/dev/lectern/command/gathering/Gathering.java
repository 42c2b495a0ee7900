package dev.lectern.command.gathering;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Requests that belong to one thing and are written one batch after the other. While a batch is being written, those that
 * come are the next one; without a batch being written a request is written at once and alone. Above a rate, a batch is
 * written only when the time since the last one is up, or when one comes that can't wait.
 *
 * <p>A batch is written on the thread of one of its requests, so nothing runs when nobody asks.
 *
 * @param <Q> requests
 * @param <A> answers
 */
public final class Gathering<Q, A> {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** A request that waits: for its answer, or to be told to write the batch that it is in. */
    private final class Waiting {
        private final Q request;
        private final boolean urgent;
        private final CompletableFuture<Turn<A>> turn = new CompletableFuture<>();

        private Waiting(Q request, boolean urgent) {
            this.request = request;
            this.urgent = urgent;
        }
    }

    private sealed interface Turn<A> {
        record Answered<A>(A answer) implements Turn<A> {
        }

        record Lead<A>() implements Turn<A> {
        }
    }

    private final int rate;
    private final long gatherNanos;
    private final int largest;
    private final LongSupplier nanoTime;
    private final Function<List<Q>, List<A>> writer;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition urgentCame = lock.newCondition();
    /** When the last few requests came, one more than the rate allows within a second. */
    private final ArrayDeque<Long> arrivals = new ArrayDeque<>();
    private List<Waiting> waiting = new ArrayList<>();
    private boolean writing;
    private long writtenAt;

    /**
     * @param rate        requests a second above which is gathered
     * @param gatherNanos how long, from one batch to the next, at the most
     * @param largest     requests in one batch
     * @param nanoTime    a clock that only goes forward
     * @param writer      writes a batch: an answer for each request in their order, or an exception for all
     */
    public Gathering(int rate, long gatherNanos, int largest, LongSupplier nanoTime, Function<List<Q>, List<A>> writer) {
        this.rate = rate;
        this.gatherNanos = gatherNanos;
        this.largest = largest;
        this.nanoTime = nanoTime;
        this.writer = writer;
        this.writtenAt = nanoTime.getAsLong() - gatherNanos;
    }

    /**
     * Writes the request with those that come meanwhile; it is written when this returns.
     *
     * @param urgent whether it is written as soon as the batch before it is
     */
    public A submit(Q request, boolean urgent) {
        var mine = new Waiting(request, urgent);
        lock.lock();
        try {
            note(nanoTime.getAsLong());
            waiting.add(mine);
            if (urgent) {
                urgentCame.signal();
            }
            if (!writing) {
                writing = true;
                mine.turn.complete(new Turn.Lead<>());
            }
        } finally {
            lock.unlock();
        }
        return switch (join(mine.turn)) {
            case Turn.Answered<A>(var answer) -> answer;
            case Turn.Lead<A> _ -> lead(mine);
        };
    }

    /** How many wait for the next batch. */
    public int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private void note(long now) {
        arrivals.addLast(now);
        if (arrivals.size() > rate + 1) {
            arrivals.removeFirst();
        }
    }

    private A lead(Waiting mine) {
        var batch = nextBatch();
        try {
            var answers = writer.apply(batch.stream().map(each -> each.request).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).turn.complete(new Turn.Answered<>(answers.get(i)));
            }
            return answers.get(batch.indexOf(mine));
        } catch (RuntimeException | Error e) {
            batch.forEach(each -> each.turn.completeExceptionally(e));
            throw e;
        } finally {
            passOn();
        }
    }

    private List<Waiting> nextBatch() {
        lock.lock();
        try {
            long left = writtenAt + gatherNanos - nanoTime.getAsLong();
            while (left > 0 && isHurried() && waiting.stream().noneMatch(each -> each.urgent)) {
                left = urgentCame.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            // whoever interrupts wants an end, and so do those who wait
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return take();
    }

    private boolean isHurried() {
        return arrivals.size() > rate && nanoTime.getAsLong() - arrivals.getFirst() < SECOND;
    }

    private List<Waiting> take() {
        lock.lock();
        try {
            var batch = List.copyOf(waiting.subList(0, Math.min(waiting.size(), largest)));
            waiting = new ArrayList<>(waiting.subList(batch.size(), waiting.size()));
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** The first of those that came meanwhile writes the next batch. */
    private void passOn() {
        lock.lock();
        try {
            writtenAt = nanoTime.getAsLong();
            if (waiting.isEmpty()) {
                writing = false;
            } else {
                waiting.getFirst().turn.complete(new Turn.Lead<>());
            }
        } finally {
            lock.unlock();
        }
    }

    private static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException reason -> throw reason;
                case Error reason -> throw reason;
                case null, default -> throw e;
            }
        }
    }
}
