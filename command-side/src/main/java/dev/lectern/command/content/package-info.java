@NullMarked
package dev.lectern.command.content;

import org.jspecify.annotations.NullMarked;
