/** The NLP processor: chapters in, passages worth illustrating out. */
@NullMarked
package dev.lectern.nlp;

import org.jspecify.annotations.NullMarked;
