@NullMarked
package dev.lectern.command.shelf;

import org.jspecify.annotations.NullMarked;
