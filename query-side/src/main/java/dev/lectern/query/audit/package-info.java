/** Who signed in, and what administrators did: read here, and reported from here where it is done here. */
@NullMarked
package dev.lectern.query.audit;

import org.jspecify.annotations.NullMarked;
