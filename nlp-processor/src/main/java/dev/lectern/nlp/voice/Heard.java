package dev.lectern.nlp.voice;

import java.util.List;

/**
 * What one voice says about the sentences of a paragraph.
 *
 * @param logOdds per sentence, that it is descriptive; NaN where it was not asked
 * @param tags    per sentence, Penn Treebank tags; empty where it was not asked or has no tagger
 */
public record Heard(String voice, double[] logOdds, List<List<String>> tags) {
}
