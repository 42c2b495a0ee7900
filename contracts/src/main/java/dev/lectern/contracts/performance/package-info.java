/** What instances of services tell each other of how they do. */
@NullMarked
package dev.lectern.contracts.performance;

import org.jspecify.annotations.NullMarked;
