/** What a book consists of: chapters, their text, the table of contents. */
@NullMarked
package dev.lectern.query.contents;

import org.jspecify.annotations.NullMarked;
