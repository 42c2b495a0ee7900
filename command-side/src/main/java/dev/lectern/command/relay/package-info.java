@NullMarked
package dev.lectern.command.relay;

import org.jspecify.annotations.NullMarked;
