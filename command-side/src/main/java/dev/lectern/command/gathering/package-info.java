@NullMarked
package dev.lectern.command.gathering;

import org.jspecify.annotations.NullMarked;
