@NullMarked
package dev.lectern.command.analysis;

import org.jspecify.annotations.NullMarked;
