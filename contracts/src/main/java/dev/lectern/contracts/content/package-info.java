@NullMarked
package dev.lectern.contracts.content;

import org.jspecify.annotations.NullMarked;
