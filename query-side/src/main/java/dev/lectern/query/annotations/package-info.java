/** What readers mark in their books and write beside them. */
@NullMarked
package dev.lectern.query.annotations;

import org.jspecify.annotations.NullMarked;
