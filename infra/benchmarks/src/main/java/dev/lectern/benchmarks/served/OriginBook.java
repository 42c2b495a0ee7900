// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.served;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** A book as the origin of this project kept it: an entity, whose reader's place and chapters are elsewhere. */
@Entity
@Table(schema = "bench", name = "origin_book")
@NullUnmarked
class OriginBook {

    @Id UUID id;
    UUID owner;
    String title;
    String authors;
    String language;
    String genre;
    Instant addedAt;

    protected OriginBook() {
    }
}
