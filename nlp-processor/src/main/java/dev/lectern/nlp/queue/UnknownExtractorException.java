package dev.lectern.nlp.queue;

import dev.lectern.contracts.nlp.Extractors;

/** The results of another extractor version were asked for: processor and command side are of different releases. */
final class UnknownExtractorException extends RuntimeException {

    UnknownExtractorException(String wanted) {
        super("This processor is extractor '" + Extractors.CURRENT + "' and can't give results of '" + wanted + "'.");
    }
}
