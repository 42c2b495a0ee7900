@NullMarked
package dev.lectern.command.database;

import org.jspecify.annotations.NullMarked;
