@NullMarked
package dev.lectern.command.account;

import org.jspecify.annotations.NullMarked;
