/** Shelves, and what stands on them. */
@NullMarked
package dev.lectern.query.shelves;

import org.jspecify.annotations.NullMarked;
