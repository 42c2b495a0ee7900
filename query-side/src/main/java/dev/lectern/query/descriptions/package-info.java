/** Passages worth illustrating. */
@NullMarked
package dev.lectern.query.descriptions;

import org.jspecify.annotations.NullMarked;
