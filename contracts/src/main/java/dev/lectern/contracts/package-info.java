@NullMarked
package dev.lectern.contracts;

import org.jspecify.annotations.NullMarked;
