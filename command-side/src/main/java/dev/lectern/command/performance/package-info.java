/** What requests to this side take, on each answer and for whoever asks the query side of all instances. */
@NullMarked
package dev.lectern.command.performance;

import org.jspecify.annotations.NullMarked;
