@NullMarked
package dev.lectern.command.personal;

import org.jspecify.annotations.NullMarked;
