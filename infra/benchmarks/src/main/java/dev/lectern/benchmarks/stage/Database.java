// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.benchmarks.stage;

import dev.lectern.local.home.Settings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The stage's PostgreSQL, as its superuser: to bring data in, to look, and for bare loops. */
public record Database(String url, String password) {

    public static final String SUPERUSER = "postgres";

    static Database in(Settings settings) {
        return new Database("jdbc:postgresql://127.0.0.1:" + settings.get("postgres.port").orElseThrow() + "/lectern",
                settings.get(SUPERUSER + ".password").orElseThrow());
    }

    /** Another database of the same server, which this makes. */
    public Database create(String name) throws SQLException {
        execute("CREATE DATABASE " + name);
        return new Database(url.replaceFirst("/[^/]*$", "/" + name), password);
    }

    public Connection open() throws SQLException {
        // the driver can then send a whole batch as one statement
        return DriverManager.getConnection(url + "?reWriteBatchedInserts=true", SUPERUSER, password);
    }

    public void execute(String sql) throws SQLException {
        try (var connection = open(); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The one number that a query answers. */
    public long number(String query, Object... parameters) throws SQLException {
        try (var connection = open(); var statement = connection.prepareStatement(query)) {
            set(statement, parameters);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** The one text that a query answers. */
    public String text(String query, Object... parameters) throws SQLException {
        try (var connection = open(); var statement = connection.prepareStatement(query)) {
            set(statement, parameters);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private static void set(PreparedStatement statement, Object... parameters) throws SQLException {
        for (var i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }
}
