package dev.lectern.query.database;

import javax.sql.DataSource;

/**
 * How the projections reach PostgreSQL: apart from the readers' pool, so that neither starves the other.
 *
 * @param unpooled for connections that stay open
 */
public record ProjectionDatabase(DataSource pool, DataSource unpooled) {
}
