// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.served;

import dev.lectern.benchmarks.load.Load;
import dev.lectern.benchmarks.load.SampleText;
import dev.lectern.command.book.ReadingStates;
import dev.lectern.command.messaging.ConflictRetry;
import dev.lectern.contracts.event.ReadStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.UUID;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lets clients inside the command side dispatch commands through its gateway, without HTTP: one event for each. */
@RestController
class AppendController {

    /** Readings of each client: enough that aggregates are loaded as they are in life, each with some events. */
    private static final int READINGS = 500;

    private final ReadingStates readings;
    private final ConflictRetry conflicts;
    private final BitSet abandoned = new BitSet();

    AppendController(ReadingStates readings, ConflictRetry conflicts) {
        this.readings = readings;
        this.conflicts = conflicts;
    }

    /** Each client turns the status of one of its readings after the other, so every command has its event and nobody meets. */
    @PostMapping("/api/v1/bench/append")
    String append(@RequestParam int clients, @RequestParam long millis) throws Exception {
        return SampleText.write(Load.closed(clients, Duration.ofMillis(millis), client -> {
            var next = new int[1];
            return () -> turn(client * READINGS + next[0]++ % READINGS);
        }));
    }

    private boolean turn(int reading) {
        boolean abandon;
        synchronized (abandoned) {
            abandoned.flip(reading);
            abandon = abandoned.get(reading);
        }
        var status = abandon ? ReadStatus.ABANDONED : ReadStatus.READING;
        return conflicts.deciding(_ -> {
            readings.choose(new UUID(1, reading), new UUID(2, reading), status, Instant.now());
            return true;
        });
    }
}
