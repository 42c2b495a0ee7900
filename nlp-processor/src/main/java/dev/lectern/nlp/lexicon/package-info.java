/** What is known about words: curated lists and WordNet's lexicographer files. */
@NullMarked
package dev.lectern.nlp.lexicon;

import org.jspecify.annotations.NullMarked;
