// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.scenario;

import dev.lectern.benchmarks.Run;
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

    /** As fast as it goes: at 50 a second Java would still be compiling when it is measured, on one of the processors that are measured. */
    void warmUp(Run run) throws Exception {
        Load.closed(CLIENTS, Duration.ofSeconds(run.size(5, 20)), clients());
        during(run.window());
    }

    Sample during(Duration window) throws Exception {
        return Load.scheduled(CLIENTS, PER_SECOND, window, clients());
    }

    private HttpClients clients() {
        var request = Requests.get("/api/v1/books?limit=50", token);
        return new HttpClients(stage.url(), () -> request);
    }

    /** In milliseconds. */
    static double p95(Sample sample) {
        return sample.latencies().quantiles().p95();
    }
}
