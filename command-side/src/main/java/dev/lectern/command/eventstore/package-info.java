@NullMarked
package dev.lectern.command.eventstore;

import org.jspecify.annotations.NullMarked;
