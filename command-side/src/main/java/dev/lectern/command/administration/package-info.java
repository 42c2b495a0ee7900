/** What administrators see of people and queues: the figures that only this side knows. */
@NullMarked
package dev.lectern.command.administration;

import org.jspecify.annotations.NullMarked;
