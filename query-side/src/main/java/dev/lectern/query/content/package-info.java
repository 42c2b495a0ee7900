/** The content store as this service reaches it. */
@NullMarked
package dev.lectern.query.content;

import org.jspecify.annotations.NullMarked;
