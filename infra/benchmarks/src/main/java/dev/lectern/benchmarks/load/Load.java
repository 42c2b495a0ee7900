// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.load;

import dev.lectern.benchmarks.Latencies;
import dev.lectern.benchmarks.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Clients that work at the same time, each on a thread of its own. */
public final class Load {

    /** More clients than this are virtual threads. */
    private static final int PLATFORM_THREADS = 100;

    /** Does one operation. */
    @FunctionalInterface
    public interface Client extends AutoCloseable {

        /** @return whether it succeeded */
        boolean operate() throws Exception;

        @Override
        default void close() throws Exception {
        }
    }

    /** Makes a client; each thread has its own. */
    @FunctionalInterface
    public interface Clients {
        Client client(int number) throws Exception;
    }

    /** @param failure the first exception of an operation, for the case that none succeeds */
    private record Part(long operations, long errors, Latencies latencies, Map<String, Long> failures, @Nullable Exception failure) {
    }

    private Load() {
    }

    /** Each client begins an operation as soon as its last one is done: how much can be done. */
    public static Sample closed(int clients, Duration window, Clients made) throws Exception {
        var begin = System.nanoTime();
        var end = begin + window.toNanos();
        return together(clients, begin, number -> {
            try (var client = made.client(number)) {
                var counted = new Counted();
                for (var start = System.nanoTime(); start < end; start = System.nanoTime()) {
                    counted.operate(client, start);
                }
                return counted.part();
            }
        });
    }

    /**
     * Operations begin at a fixed rate whether or not earlier ones are done, and take from the instant they were due: a
     * server that stalls makes all of them late that it kept waiting.
     *
     * @param clients enough that one is always free, or the wait for it counts too
     */
    public static Sample scheduled(int clients, double perSecond, Duration window, Clients made) throws Exception {
        var begin = System.nanoTime();
        var due = new AtomicLong();
        var all = Math.round(perSecond * window.toNanos() / 1e9);
        return together(clients, begin, number -> {
            try (var client = made.client(number)) {
                var counted = new Counted();
                for (var next = due.getAndIncrement(); next < all; next = due.getAndIncrement()) {
                    var start = begin + Math.round(next * 1e9 / perSecond);
                    awaitUntil(start);
                    counted.operate(client, start);
                }
                return counted.part();
            }
        });
    }

    /** A client that knows itself when it is to begin. */
    interface Planned extends Client {

        /** When the next operation is due, by {@link System#nanoTime()}. */
        long next();
    }

    /** Makes a client with a plan. */
    @FunctionalInterface
    interface Plans {
        Planned client(int number) throws Exception;
    }

    /** As {@link #scheduled}, but each client has a plan of its own, up to an end. */
    static Sample planned(int clients, long begin, long end, Plans plans) throws Exception {
        return together(clients, begin, number -> {
            try (var client = plans.client(number)) {
                var counted = new Counted();
                for (var start = client.next(); start < end; start = client.next()) {
                    awaitUntil(start);
                    counted.operate(client, start);
                }
                return counted.part();
            }
        });
    }

    /** Waits for an instant of {@link System#nanoTime()}; returns at once when it has passed. */
    static void awaitUntil(long instant) {
        for (var left = instant - System.nanoTime(); left > 0; left = instant - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Counts operations and times them from when they were due. */
    private static final class Counted {

        private final Latencies latencies = new Latencies();
        private final Map<String, Long> failures = new HashMap<>();
        private long errors;
        private @Nullable Exception failure;

        void operate(Client client, long start) {
            boolean succeeded;
            try {
                succeeded = client.operate();
            } catch (Exception e) {
                succeeded = false;
                failure = failure == null ? e : failure;
                failures.merge(String.valueOf(e.getMessage()), 1L, Long::sum);
            }
            if (succeeded) {
                latencies.add(System.nanoTime() - start);
            } else {
                errors++;
            }
        }

        Part part() {
            return new Part(latencies.count(), errors, latencies, failures, failure);
        }
    }

    @FunctionalInterface
    private interface Work {
        Part of(int client) throws Exception;
    }

    private static Sample together(int clients, long begin, Work work) throws Exception {
        var tasks = new ArrayList<Callable<Part>>();
        for (var number = 0; number < clients; number++) {
            var client = number;
            tasks.add(() -> work.of(client));
        }
        try (var threads = clients > PLATFORM_THREADS ? Executors.newVirtualThreadPerTaskExecutor()
                : Executors.newFixedThreadPool(clients)) {
            var parts = new ArrayList<Part>();
            for (var future : threads.invokeAll(tasks)) {
                parts.add(future.get());
            }
            var seconds = (System.nanoTime() - begin) / 1e9;
            var operations = parts.stream().mapToLong(Part::operations).sum();
            var errors = parts.stream().mapToLong(Part::errors).sum();
            if (operations == 0 && errors > 0) {
                throw new IllegalStateException("none of " + errors + " operations succeeded",
                        parts.stream().map(Part::failure).filter(Objects::nonNull).findFirst().orElse(null));
            }
            var failures = new TreeMap<String, Long>();
            parts.forEach(part -> part.failures().forEach((what, often) -> failures.merge(what, often, Long::sum)));
            return Sample.of(operations, seconds, errors, Latencies.together(parts.stream().map(Part::latencies).toList())).failing(failures);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
