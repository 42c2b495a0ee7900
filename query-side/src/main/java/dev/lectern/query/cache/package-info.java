/** Finished answers, kept in Redis while Redis is there: never wrong, never needed. */
@NullMarked
package dev.lectern.query.cache;

import org.jspecify.annotations.NullMarked;
