/** The query side: folds the event log into read models and answers from them. */
@NullMarked
package dev.lectern.query;

import org.jspecify.annotations.NullMarked;
