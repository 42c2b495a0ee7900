// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.services;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Parts that are started, some at the same time, and stopped in the reverse order. */
public final class Startup implements AutoCloseable {

    /** Is told what happens. */
    public interface Listener {
        void starting(String part);

        void started(String part, long millis);

        void failed(String part);

        void stopping(String part);

        void failedToStop(String part, Exception failure);
    }

    private record Started(String name, AutoCloseable part) {}

    private final Listener listener;
    private final Deque<Started> started = new ArrayDeque<>();
    private final List<CompletableFuture<?>> starts = new ArrayList<>();

    public Startup(Listener listener) {
        this.listener = listener;
    }

    /** Begins to start a part on a thread of its own. */
    public <T extends AutoCloseable> CompletableFuture<T> start(String name, Callable<T> start) {
        var future = new CompletableFuture<T>();
        starts.add(future);
        listener.starting(name);
        // a platform thread: servers hand their context class loader and thread locals on to what they start
        Thread.ofPlatform().name("start-" + name).start(() -> run(name, start, future));
        return future;
    }

    private <T extends AutoCloseable> void run(String name, Callable<T> start, CompletableFuture<T> future) {
        var begin = System.nanoTime();
        try {
            var part = start.call();
            synchronized (started) {
                started.push(new Started(name, part));
            }
            listener.started(name, (System.nanoTime() - begin) / 1_000_000);
            future.complete(part);
        } catch (Throwable failure) {
            listener.failed(name);
            future.completeExceptionally(failure);
        }
    }

    /** Waits for what is still starting, then stops everything. */
    @Override
    public void close() {
        for (var start : starts) {
            try {
                start.join();
            } catch (CompletionException reportedByWhoeverWaitsForIt) {
                continue;
            }
        }
        while (!started.isEmpty()) {
            var last = started.pop();
            listener.stopping(last.name());
            try {
                last.part().close();
            } catch (Exception e) {
                listener.failedToStop(last.name(), e);
            }
        }
    }
}
