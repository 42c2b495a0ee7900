/** Text as paragraphs, sentences and tokens with their exact places, and what of it is speech. */
@NullMarked
package dev.lectern.nlp.text;

import org.jspecify.annotations.NullMarked;
