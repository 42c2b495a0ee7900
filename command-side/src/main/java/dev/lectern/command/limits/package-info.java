@NullMarked
package dev.lectern.command.limits;

import org.jspecify.annotations.NullMarked;
