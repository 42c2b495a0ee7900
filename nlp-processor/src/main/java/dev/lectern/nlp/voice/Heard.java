package dev.lectern.nlp.voice;

import java.util.List;

/**
 * What one voice says about the sentences of a paragraph.
 *
 * @param logOdds  per sentence, that it is descriptive
 * @param vectors  per sentence, by {@link SentenceFeatures#FEATURES}
 * @param taggings per sentence
 */
public record Heard(String voice, double[] logOdds, double[][] vectors, List<Tagging> taggings) {
}
