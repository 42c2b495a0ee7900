/** Learns the scorers' weights from labelled paragraphs and measures them on books that were held out. */
@NullMarked
package dev.lectern.nlp.training;

import org.jspecify.annotations.NullMarked;
