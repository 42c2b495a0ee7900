// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.scenario;

import dev.lectern.benchmarks.Figure;
import dev.lectern.benchmarks.Target;
import dev.lectern.benchmarks.stage.Part;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whether the query side has a cache, and what its limit is then. */
enum Cache {
    WARM("with the cache warm", "the same bytes from the server's memory"),
    OFF("without a cache", "one prepared statement for the same rows, then the same bytes from the server's memory");

    private final String words;
    private final String limit;

    Cache(String words, String limit) {
        this.words = words;
        this.limit = limit;
    }

    String words() {
        return words;
    }

    String limit() {
        return limit;
    }

    String name(String scenario) {
        return this == WARM ? scenario : scenario + "-uncached";
    }

    Set<Part> parts() {
        return this == WARM ? Set.of(Part.QUERY_SIDE, Part.REDIS) : Set.of(Part.QUERY_SIDE);
    }

    /** The limit's path for a page. */
    String limitOf(String rows, @Nullable UUID book, String path) {
        return this == WARM ? "/api/v1/bench/memory?path=" + Library.encoded(path)
                : "/api/v1/bench/statement?rows=" + rows + (book == null ? "" : "&book=" + book) + "&path=" + Library.encoded(path);
    }

    /** None from a warm cache, one without; a hundredth of one is background work that the count could not tell from readers'. */
    Target statements(Figure ours) {
        var most = this == WARM ? 0 : 1;
        return Target.atMost(most + " statements", Objects.requireNonNull(ours.statementsPerOperation()), most + 0.01);
    }
}
