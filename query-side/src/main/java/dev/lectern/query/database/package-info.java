/** PostgreSQL: where it is, the pools, the migrations. */
@NullMarked
package dev.lectern.query.database;

import org.jspecify.annotations.NullMarked;
