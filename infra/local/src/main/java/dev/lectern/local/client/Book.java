// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.client;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A book as the library lists it; only what the command line shows. */
public record Book(String id, @Nullable String title, @Nullable List<String> authors, String importState,
        @Nullable ImportReport importReport, double progressPercent, long words, @Nullable Analysis analysis) {

    public Book {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(importState, "importState");
    }

    public record ImportReport(@Nullable String reason, @Nullable List<String> warnings) {}

    public record Analysis(String state, int chaptersDone, int chapters, long descriptions) {

        public static final Analysis NONE = new Analysis("none", 0, 0, 0);

        /** 0..100. */
        public double percent() {
            return state.equals("done") ? 100 : chapters == 0 ? 0 : 100.0 * chaptersDone / chapters;
        }
    }

    public Analysis analysisOrNone() {
        return analysis == null ? Analysis.NONE : analysis;
    }

    public String titleOr(String other) {
        return title == null || title.isBlank() ? other : title;
    }

    public String authorNames() {
        return authors == null ? "" : String.join(", ", authors);
    }
}
