@NullMarked
package dev.lectern.command.web;

import org.jspecify.annotations.NullMarked;
