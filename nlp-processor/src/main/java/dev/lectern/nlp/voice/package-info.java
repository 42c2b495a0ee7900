/** Analysers that each say how descriptive a sentence is; one interface, so that a language or a tagger is an addition. */
@NullMarked
package dev.lectern.nlp.voice;

import org.jspecify.annotations.NullMarked;
