/** Finished answers that never change, kept in Redis while Redis is there. */
@NullMarked
package dev.lectern.query.cache;

import org.jspecify.annotations.NullMarked;
