/** What administrators see of how fast each instance answers, and of what waits. */
@NullMarked
package dev.lectern.query.performance;

import org.jspecify.annotations.NullMarked;
