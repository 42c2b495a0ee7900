/** What the services look at before they know who asks. */
@NullMarked
package dev.lectern.web.security;

import org.jspecify.annotations.NullMarked;
