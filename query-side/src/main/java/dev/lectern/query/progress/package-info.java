/** Where a reader is in a book, and where they were. */
@NullMarked
package dev.lectern.query.progress;

import org.jspecify.annotations.NullMarked;
