package dev.lectern.query.projection;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Two generations of a projection as of one position.
 *
 * @param position    up to where the log is folded into both
 * @param rowsBefore  how many rows the serving generation has
 * @param rowsAfter   how many the new one has
 * @param differences rows that differ, or that only one of them has
 * @param expected    whether the generations were made by different versions, so that differences are no surprise
 * @param newFields   columns that only the new generation has, and that are therefore not compared
 * @param examples    the first of the differing rows, {@value #EXAMPLES} at the most
 */
public record Comparison(String position, long rowsBefore, long rowsAfter, long differences, boolean expected,
                         List<String> newFields, List<Difference> examples, Instant comparedAt) {

    static final int EXAMPLES = 100;

    /**
     * A row that is not the same.
     *
     * @param fields what differs in it; where only one generation has the row, all of its fields
     */
    public record Difference(Map<String, Object> key, Map<String, Change> fields) {
    }

    /** A field's values; {@code null} too where there is no such row. */
    public record Change(@Nullable Object before, @Nullable Object after) {
    }

    /** Whether nothing speaks against letting the new rows serve. */
    boolean isAsExpected() {
        return differences == 0 || expected;
    }
}
