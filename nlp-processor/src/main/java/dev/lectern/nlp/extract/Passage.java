package dev.lectern.nlp.extract;

import dev.lectern.contracts.nlp.DescriptionType;
import dev.lectern.contracts.nlp.Entity;
import java.util.List;

/**
 * A passage in a text: one to five whole sentences.
 *
 * @param start      offset into the text, UTF-16 code units
 * @param end        exclusive
 * @param confidence 0..1
 * @param priority   0..100
 * @param voices     the analysers that agreed
 */
public record Passage(DescriptionType type, int start, int end, double confidence, int priority, List<Entity> entities,
                      List<String> voices) {
}
