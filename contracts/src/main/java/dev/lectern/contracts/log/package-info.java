/** The event log as a table that one service writes and others follow: {@code db/eventlog} has its shape. */
@NullMarked
package dev.lectern.contracts.log;

import org.jspecify.annotations.NullMarked;
