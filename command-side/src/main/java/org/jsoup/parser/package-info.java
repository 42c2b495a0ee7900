/** What jsoup knows and doesn't tell. */
@NullMarked
package org.jsoup.parser;

import org.jspecify.annotations.NullMarked;
