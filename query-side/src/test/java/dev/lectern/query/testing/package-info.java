/** What the tests stand on: a real PostgreSQL, a real Redis, an issuer, books and readers. */
@NullMarked
package dev.lectern.query.testing;

import org.jspecify.annotations.NullMarked;
