@NullMarked
package dev.lectern.command.importing;

import org.jspecify.annotations.NullMarked;
