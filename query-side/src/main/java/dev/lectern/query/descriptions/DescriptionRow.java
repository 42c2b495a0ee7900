package dev.lectern.query.descriptions;

import dev.lectern.contracts.content.ContentHash;
import dev.lectern.contracts.nlp.Description;
import dev.lectern.contracts.nlp.DescriptionType;
import dev.lectern.contracts.nlp.Entity;
import java.util.List;
import java.util.UUID;

/**
 * A passage of a text, for whoever has a book with this text.
 *
 * @param textHash the chapter's text
 */
record DescriptionRow(ContentHash textHash, String extractor, UUID id, DescriptionType type, String text, int startsAt,
                      int endsAt, double confidence, int priority, List<Entity> entities, List<String> voices) {

    static DescriptionRow of(ContentHash text, String extractor, Description found) {
        return new DescriptionRow(text, extractor, found.id(), found.type(), found.text(), found.start(), found.end(),
                found.confidence(), found.priority(), found.entities(), found.voices());
    }
}
