// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.served;

import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Halts the command side's event handlers while a log is filled, and lets them go on behind what was filled: it has no files to import. */
@RestController
class BackgroundController {

    private final EventProcessingConfiguration processing;
    private final JdbcClient jdbc;

    BackgroundController(EventProcessingConfiguration processing, JdbcClient jdbc) {
        this.processing = processing;
        this.jdbc = jdbc;
    }

    @PostMapping("/api/v1/bench/background/halt")
    void halt() {
        processing.eventProcessors().values().forEach(EventProcessor::shutDown);
    }

    @PostMapping("/api/v1/bench/background/skip")
    void skip() {
        jdbc.sql("""
                UPDATE command.token_entry SET owner = NULL, tokentype = 'dev.lectern.command.eventstore.LogToken',
                       token = (SELECT convert_to(format('{"transaction":%s,"index":%s}', tx, index), 'UTF8')
                                  FROM events.event ORDER BY tx DESC, index DESC LIMIT 1)
                """).update();
        processing.eventProcessors().values().forEach(EventProcessor::start);
    }
}
