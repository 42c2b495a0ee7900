/** What every service measures of its requests, and tells the others. */
@NullMarked
package dev.lectern.web.performance;

import org.jspecify.annotations.NullMarked;
