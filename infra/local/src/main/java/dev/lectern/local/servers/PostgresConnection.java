// SPDX-License-Identifier: GPL-3.0-or-later
package dev.lectern.local.servers;

import dev.lectern.local.home.Settings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The database and the roles that the services use in the embedded PostgreSQL. */
public final class PostgresConnection {

    public static final String DATABASE = "lectern";
    public static final String OWNER = "lectern_owner";
    public static final String COMMAND_SIDE = "lectern_command";
    public static final String QUERY_SIDE = "lectern_query";

    private final String host;
    private final int port;
    private final Settings settings;

    PostgresConnection(String host, int port, Settings settings) {
        this.host = host;
        this.port = port;
        this.settings = settings;
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    public String url() {
        return url(DATABASE);
    }

    public String password(String role) {
        return settings.password(role);
    }

    /** Makes what is missing. The owner migrates; the two services' roles get only what the migrations grant them. */
    void prepare() {
        try (var connection = open("postgres", "postgres"); var statement = connection.createStatement()) {
            for (var role : List.of(OWNER, COMMAND_SIDE, QUERY_SIDE)) {
                var verb = exists(statement, "SELECT FROM pg_roles WHERE rolname = '" + role + "'") ? "ALTER" : "CREATE";
                statement.execute(verb + " ROLE " + role + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '" + password(role) + "'");
            }
            if (!exists(statement, "SELECT FROM pg_database WHERE datname = '" + DATABASE + "'")) {
                statement.execute("CREATE DATABASE " + DATABASE + " OWNER " + OWNER);
            }
            statement.execute("REVOKE ALL ON DATABASE " + DATABASE + " FROM PUBLIC");
            statement.execute("GRANT CONNECT ON DATABASE " + DATABASE + " TO " + COMMAND_SIDE + ", " + QUERY_SIDE);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL's roles could not be made", e);
        }
    }

    Connection open(String database, String role) throws SQLException {
        return DriverManager.getConnection(url(database), role, password(role));
    }

    private String url(String database) {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (var rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }
}
