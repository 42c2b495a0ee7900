package dev.lectern.query.testing;

import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** How PostgreSQL answers a reader's statement: with one plan for all values, as the readers' connections have it. */
public final class Plans {

    private static final Pattern PARAMETER = Pattern.compile("(?<!:):(\\w+)|\\?");

    private Plans() {
    }

    /** @param sql with {@code :named} parameters or {@code ?} */
    public static String of(QuerySide querySide, String sql) {
        var numbers = new LinkedHashMap<String, Integer>();
        var numbered = PARAMETER.matcher(sql).replaceAll(parameter -> {
            var name = parameter.group(1) == null ? "?" + numbers.size() : parameter.group(1);
            return "\\$" + numbers.computeIfAbsent(name, first -> numbers.size() + 1);
        });
        try (var connection = querySide.database().owner().getConnection(); var statement = connection.createStatement()) {
            statement.execute("SET plan_cache_mode = force_generic_plan");
            statement.execute("PREPARE planned AS " + numbered);
            var values = numbers.isEmpty() ? "" : "(" + String.join(", ", Collections.nCopies(numbers.size(), "NULL")) + ")";
            try (var rows = statement.executeQuery("EXPLAIN EXECUTE planned" + values)) {
                var plan = new StringJoiner("\n");
                while (rows.next()) {
                    plan.add(rows.getString(1));
                }
                return plan.toString();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
