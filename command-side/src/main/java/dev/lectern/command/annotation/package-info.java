@NullMarked
package dev.lectern.command.annotation;

import org.jspecify.annotations.NullMarked;
