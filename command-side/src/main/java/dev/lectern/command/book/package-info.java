@NullMarked
package dev.lectern.command.book;

import org.jspecify.annotations.NullMarked;
