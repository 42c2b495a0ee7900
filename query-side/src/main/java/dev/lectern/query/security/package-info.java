/** Who may ask: access tokens and what they open. */
@NullMarked
package dev.lectern.query.security;

import org.jspecify.annotations.NullMarked;
