@NullMarked
package dev.lectern.command;

import org.jspecify.annotations.NullMarked;
