package dev.lectern.query.projection;

import java.util.Locale;
import java.util.stream.Stream;

/**
 * One build of a projection: its own table, its own tokens. Readers see the active one.
 *
 * @param version  the projection's version that it was built by
 * @param shape    the columns of its table
 * @param segments into how many parts its keys are divided
 */
record Generation(String projection, int number, int version, String shape, State state, int segments) {

    enum State {
        /** Catches up beside the active one, its further indexes still to be made. */
        BUILDING,
        /** Keeps up with the log beside the active one, ready to take its place. */
        FOLLOWING,
        /** Serves. */
        ACTIVE;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String stored) {
            return valueOf(stored.toUpperCase(Locale.ROOT));
        }
    }

    String table() {
        return "query." + projection + "_g" + number;
    }

    String view() {
        return "query." + projection;
    }

    boolean isOf(Projection<?, ?> declared) {
        return projection.equals(declared.name()) && version == declared.version()
                && shape.equals(declared.table().shape());
    }

    /** Whether the table has this column, of this type. */
    boolean has(Column column) {
        return columns().anyMatch(known -> known.startsWith(column.name() + " " + column.type()));
    }

    /** The definitions of the table's columns. */
    Stream<String> columns() {
        return Stream.of(shape.substring(0, shape.indexOf(" KEY ")).split(", "));
    }
}
