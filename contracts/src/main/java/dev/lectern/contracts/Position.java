package dev.lectern.contracts;

/**
 * A place in the event log: the transaction that wrote an event, and the event's index. The log is read in this order.
 *
 * <p>Transactions become visible out of the order of their indexes, so an index alone is no safe bookmark; a
 * transaction id below {@code pg_snapshot_xmin} is final, whatever is still being written.
 *
 * @param transaction PostgreSQL's 64-bit transaction id ({@code xid8}) of the append
 * @param index       the event's index, unique in the log
 */
public record Position(long transaction, long index) implements Comparable<Position> {

    /** Before the first event. */
    public static final Position START = new Position(0, 0);

    /**
     * Reads what {@link #toString()} wrote.
     *
     * @throws IllegalArgumentException if the text is no position
     */
    public static Position parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 1 || dot != text.lastIndexOf('.')) {
            throw new IllegalArgumentException("not a position: " + text);
        }
        return new Position(Literals.longInteger(text.substring(0, dot)), Literals.longInteger(text.substring(dot + 1)));
    }

    public boolean isAfter(Position other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(Position other) {
        int byTransaction = Long.compare(transaction, other.transaction);
        return byTransaction != 0 ? byTransaction : Long.compare(index, other.index);
    }

    /** As it stands in {@code Lectern-Position} and {@code ce_lecternposition}; clients treat it as opaque. */
    @Override
    public String toString() {
        return transaction + "." + index;
    }
}
