/** The extractor: from a text to its passages. Pure: no clock, no randomness, no environment. */
@NullMarked
package dev.lectern.nlp.extract;

import org.jspecify.annotations.NullMarked;
