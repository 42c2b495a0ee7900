// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.served;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** Where a reader is, as the origin of this project kept it. */
@Entity
@Table(schema = "bench", name = "origin_progress")
@NullUnmarked
class OriginProgress {

    @Id UUID book;
    int chapter;
    double percent;
    Instant lastReadAt;

    protected OriginProgress() {
    }
}
