/** A book's files: the EPUB, its cover, its pictures, fonts and style sheets. */
@NullMarked
package dev.lectern.query.files;

import org.jspecify.annotations.NullMarked;
