/** The extractor on the command line, without a server. */
@NullMarked
package dev.lectern.nlp.analyse;

import org.jspecify.annotations.NullMarked;
