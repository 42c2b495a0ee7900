// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.replay;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** A row of the baseline's library: an entity, as tutorials show it. */
@Entity
@Table(schema = "bench", name = "read_book")
@NullUnmarked
public class ReadBook {

    @Id
    private UUID bookId;
    private UUID ownerId;
    private String title;
    private String status;
    private double percent;
    private Instant lastReadAt;

    protected ReadBook() {
    }

    void readTo(String newStatus, double newPercent, Instant at) {
        status = newStatus;
        percent = newPercent;
        lastReadAt = at;
    }
}
