package dev.lectern.query.descriptions;

import dev.lectern.contracts.nlp.DescriptionType;
import dev.lectern.contracts.nlp.Entity;
import dev.lectern.query.descriptions.DescriptionQueries.Placed;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;

/**
 * A passage as readers get it.
 *
 * @param start      offset into the chapter's text, UTF-16 code units
 * @param end        exclusive
 * @param confidence 0..1
 * @param priority   0..100, how much it is worth a picture
 * @param voices     the analysers that agreed
 */
@Schema(name = "Description")
record Passage(UUID id, int chapter, DescriptionType type, String text, int start, int end, double confidence,
               int priority, List<Entity> entities, List<String> voices) {

    static Passage of(Placed placed) {
        var row = placed.passage();
        return new Passage(row.id(), placed.chapter(), row.type(), row.text(), row.startsAt(), row.endsAt(),
                row.confidence(), row.priority(), row.entities(), row.voices());
    }
}
