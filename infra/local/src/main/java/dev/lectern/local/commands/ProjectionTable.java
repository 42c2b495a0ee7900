// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.commands;

import dev.lectern.local.client.Projection;
import dev.lectern.local.client.Replay;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The projections, one a row. */
final class ProjectionTable {

    private static final List<String> HEAD = List.of("PROJECTION", "GENERATION", "ROWS", "BEHIND", "POSITION", "REPLAY");

    private ProjectionTable() {}

    static List<String> of(List<Projection> projections) {
        var rows = Stream.concat(Stream.of(HEAD), projections.stream().map(ProjectionTable::cells)).toList();
        return rows.stream().map(row -> Text.fit(row.get(0), widest(rows, 0))
                + right(row.get(1), widest(rows, 1)) + right(row.get(2), widest(rows, 2)) + right(row.get(3), widest(rows, 3))
                + "  " + Text.fit(row.get(4), widest(rows, 4)) + "  " + row.get(5)).toList();
    }

    private static List<String> cells(Projection projection) {
        return List.of(Text.printable(projection.name()), "%,d".formatted(projection.generation()), "%,d".formatted(projection.rows()),
                "%,d".formatted(projection.lagEvents()), Text.printable(projection.position()), replay(projection.replay()));
    }

    private static String replay(@Nullable Replay replay) {
        if (replay == null) {
            return "–";
        }
        var state = Text.printable(replay.state()) + " generation " + replay.generation();
        return replay.isUnderWay() && !replay.state().equals("ready") ? state + "," + Text.percent(replay.percent()) : state;
    }

    private static int widest(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> Text.width(row.get(column))).max().orElseThrow();
    }

    private static String right(String text, int cells) {
        return "  " + " ".repeat(cells - Text.width(text)) + text;
    }
}
