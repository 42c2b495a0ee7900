@NullMarked
package dev.lectern.contracts.event;

import org.jspecify.annotations.NullMarked;
