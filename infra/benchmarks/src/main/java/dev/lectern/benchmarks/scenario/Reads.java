// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.scenario;

import dev.lectern.benchmarks.Sample;
import dev.lectern.benchmarks.load.HttpClients;
import dev.lectern.benchmarks.load.Load;
import dev.lectern.benchmarks.load.Requests;
import dev.lectern.benchmarks.stage.Stage;
import java.time.Duration;

/** A quiet stream of lists, to tell whether something else that goes on makes readers wait. */
record Reads(Stage stage, String token) {

    private static final int PER_SECOND = 50;
    private static final int CLIENTS = 16;

    Sample during(Duration window) throws Exception {
        var request = Requests.get("/api/v1/books?limit=50", token);
        return Load.scheduled(CLIENTS, PER_SECOND, window, new HttpClients(stage.url(), () -> request));
    }

    /** In milliseconds. */
    static double p95(Sample sample) {
        return sample.latencies().quantiles().p95();
    }
}
