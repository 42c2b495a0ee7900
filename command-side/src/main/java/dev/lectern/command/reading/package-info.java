@NullMarked
package dev.lectern.command.reading;

import org.jspecify.annotations.NullMarked;
