/** When and how much a reader reads: sessions and figures, derived from the places that devices record. */
@NullMarked
package dev.lectern.query.statistics;

import org.jspecify.annotations.NullMarked;
