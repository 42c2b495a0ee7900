/** What the log is told of who signed in and of what administrators did. */
@NullMarked
package dev.lectern.command.audit;

import org.jspecify.annotations.NullMarked;
