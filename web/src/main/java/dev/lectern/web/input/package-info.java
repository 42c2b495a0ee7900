/** How the services read what stands in paths and queries. */
@NullMarked
package dev.lectern.web.input;

import org.jspecify.annotations.NullMarked;
