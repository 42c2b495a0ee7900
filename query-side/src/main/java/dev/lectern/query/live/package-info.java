/** Server-sent events: what happens to a reader's books, as it happens. */
@NullMarked
package dev.lectern.query.live;

import org.jspecify.annotations.NullMarked;
