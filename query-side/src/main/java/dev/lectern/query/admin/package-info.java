/** What administrators see. */
@NullMarked
package dev.lectern.query.admin;

import org.jspecify.annotations.NullMarked;
