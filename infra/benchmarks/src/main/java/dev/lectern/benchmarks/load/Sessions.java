// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.load;

import dev.lectern.benchmarks.Sample;
import java.net.URI;
import java.time.Duration;
import java.util.Random;

/** People who ask, think, and ask again, each over a connection of their own; what they ask takes from when they would have asked. */
public final class Sessions {

    private static final double LEAST_THOUGHT = 1e9;
    private static final double MORE_THOUGHT = 4e9;

    /** What somebody asks next. */
    @FunctionalInterface
    public interface Question {
        byte[] of(int person, Random random) throws Exception;
    }

    private Sessions() {
    }

    /** The same people do the same in every run: their dice are seeded with their number. */
    public static Sample at(URI server, int people, Duration window, Question question) throws Exception {
        var begin = System.nanoTime();
        return Load.planned(people, begin, begin + window.toNanos(), person -> {
            var connection = new HttpConnection(server);
            var random = new Random(person);
            return new Load.Planned() {

                private long due = begin + (long) (random.nextDouble() * (LEAST_THOUGHT + MORE_THOUGHT));

                @Override
                public long next() {
                    var next = due;
                    due += (long) (LEAST_THOUGHT + random.nextDouble() * MORE_THOUGHT);
                    return next;
                }

                @Override
                public boolean operate() throws Exception {
                    return connection.succeed(question.of(person, random));
                }

                @Override
                public void close() throws Exception {
                    connection.close();
                }
            };
        });
    }
}
