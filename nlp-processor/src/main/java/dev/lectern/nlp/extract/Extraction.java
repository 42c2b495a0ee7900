package dev.lectern.nlp.extract;

import java.util.List;
import java.util.Optional;

/**
 * What was found in a text.
 *
 * @param passages in the order of the text; they don't overlap
 * @param tokens   how many were read
 * @param note     why nothing was looked for, a sentence for a person
 */
public record Extraction(List<Passage> passages, int tokens, Optional<String> note) {
}
