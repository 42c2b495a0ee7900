package dev.lectern.query.annotations;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.lectern.contracts.event.AnnotationEvent.Kind;
import dev.lectern.contracts.event.AnnotationEvent.Quote;
import dev.lectern.contracts.personal.PersonalKey;
import dev.lectern.contracts.personal.Sealed;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An annotation as the W3C Web Annotation Data Model has it, and beside that its kind, chapter and colour.
 *
 * @param id relative to the {@code @base} of the list's context
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Annotation(UUID id, @Schema(allowableValues = "Annotation") String type,
                  @Schema(allowableValues = {"bookmarking", "highlighting", "commenting"}) String motivation,
                  Instant created, @Nullable Instant modified, List<Body> body, Target target,
                  Kind kind, int chapter, @Nullable String colour) {

    private static final String CFI = "http://www.idpf.org/epub/linking/cfi/epub-cfi.html";

    /** A note, or a tag. */
    @Schema(name = "AnnotationBody")
    record Body(String type, @Schema(allowableValues = {"commenting", "tagging"}) String purpose, String value, String format) {

        static Body of(String purpose, String value) {
            return new Body("TextualBody", purpose, value, "text/plain");
        }
    }

    /** @param source the chapter */
    @Schema(name = "AnnotationTarget")
    record Target(String source, List<Selector> selector) {
    }

    /** Fields that a type of selector doesn't have are absent. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "AnnotationSelector")
    record Selector(@Schema(allowableValues = {"TextQuoteSelector", "TextPositionSelector", "FragmentSelector"}) String type,
                    @Nullable String exact, @Nullable String prefix, @Nullable String suffix,
                    @Nullable Integer start, @Nullable Integer end, @Nullable String conformsTo, @Nullable String value) {
    }

    /** @param key {@code null} once the reader was erased: then nothing that they wrote or quoted is said */
    static Annotation of(AnnotationRow row, @Nullable PersonalKey key) {
        var source = "/api/v1/books/" + row.bookId() + "/chapters/" + row.chapter();
        return new Annotation(row.annotationId(), "Annotation", motivation(row.kind()), row.createdAt(), row.changedAt(),
                bodies(row, key), new Target(source, selectors(row, key)), row.kind(), row.chapter(), row.remark().colour());
    }

    private static String motivation(Kind kind) {
        return switch (kind) {
            case BOOKMARK -> "bookmarking";
            case HIGHLIGHT -> "highlighting";
            case NOTE -> "commenting";
        };
    }

    private static List<Body> bodies(AnnotationRow row, @Nullable PersonalKey key) {
        var bodies = new ArrayList<Body>();
        if (key != null) {
            var note = row.remark().note();
            if (note != null) {
                bodies.add(Body.of("commenting", key.open(note)));
            }
            row.remark().tags().forEach(tag -> bodies.add(Body.of("tagging", key.open(tag))));
        }
        return bodies;
    }

    private static List<Selector> selectors(AnnotationRow row, @Nullable PersonalKey key) {
        var selectors = new ArrayList<Selector>();
        var quote = row.target().quote();
        if (quote != null && key != null) {
            selectors.add(quoted(quote, key));
        }
        var position = row.target().position();
        if (position != null) {
            selectors.add(new Selector("TextPositionSelector", null, null, null, position.start(), position.end(), null, null));
        }
        var cfi = row.target().cfi();
        if (cfi != null) {
            selectors.add(new Selector("FragmentSelector", null, null, null, null, null, CFI, cfi));
        }
        return selectors;
    }

    private static Selector quoted(Quote quote, PersonalKey key) {
        return new Selector("TextQuoteSelector", key.open(quote.exact()), opened(quote.prefix(), key), opened(quote.suffix(), key),
                null, null, null, null);
    }

    private static @Nullable String opened(@Nullable Sealed sealed, PersonalKey key) {
        return sealed == null ? null : key.open(sealed);
    }
}
