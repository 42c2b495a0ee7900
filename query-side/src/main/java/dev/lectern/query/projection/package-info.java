/** The projection engine: follows the event log and keeps each projection's table. Knows no feature. */
@NullMarked
package dev.lectern.query.projection;

import org.jspecify.annotations.NullMarked;
