package dev.lectern.contracts.nlp;

import java.util.List;
import java.util.UUID;

/**
 * A passage worth illustrating: one to five whole sentences.
 *
 * @param id         made from the text's hash, the extractor version and the offsets: the same passage has the same id
 * @param text       {@code chapterText.substring(start, end)}
 * @param start      offset into the chapter's text, UTF-16 code units
 * @param end        exclusive
 * @param confidence 0..1, calibrated: of the passages with 0.8, eight in ten are descriptive
 * @param priority   0..100, how much it is worth a picture
 * @param voices     the analysers that agreed
 */
public record Description(UUID id, DescriptionType type, String text, int start, int end, double confidence,
                          int priority, List<Entity> entities, List<String> voices) {
}
