// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.served;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** A chapter, as the origin of this project kept it. */
@Entity
@Table(schema = "bench", name = "origin_chapter")
@NullUnmarked
class OriginChapter {

    @Id UUID id;
    UUID book;
    int number;
    String title;
    int words;

    protected OriginChapter() {
    }
}
