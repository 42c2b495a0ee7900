/** Between Kafka and the extractor: requests in, results out, one transaction. */
@NullMarked
package dev.lectern.nlp.queue;

import org.jspecify.annotations.NullMarked;
