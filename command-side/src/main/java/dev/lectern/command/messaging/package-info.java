@NullMarked
package dev.lectern.command.messaging;

import org.jspecify.annotations.NullMarked;
