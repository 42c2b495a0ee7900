/** The library: a reader's books, each complete in one row. */
@NullMarked
package dev.lectern.query.library;

import org.jspecify.annotations.NullMarked;
