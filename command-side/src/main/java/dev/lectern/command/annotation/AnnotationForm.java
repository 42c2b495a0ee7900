package dev.lectern.command.annotation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.lectern.contracts.event.AnnotationEvent.Kind;
import dev.lectern.contracts.event.AnnotationEvent.Quote;
import dev.lectern.contracts.event.AnnotationEvent.Span;
import dev.lectern.contracts.event.AnnotationEvent.Target;
import dev.lectern.contracts.personal.PersonalKey;
import dev.lectern.contracts.personal.Sealed;
import io.swagger.v3.oas.annotations.media.DiscriminatorMapping;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An annotation as a client sends it, readable.
 *
 * @param chapter   from 1
 * @param selectors one or more, at most one of each type; where there are several they mean the same place
 */
record AnnotationForm(@NotNull Kind kind, @Min(1) int chapter,
                      @NotEmpty @Size(max = 3) List<@NotNull @Valid Selector> selectors,
                      @Nullable @Size(min = 1, max = 20_000) String note,
                      @Nullable @Pattern(regexp = COLOUR, message = COLOUR_SAYS) String colour,
                      @Nullable @Size(max = 50) List<@NotBlank @Size(max = 100) String> tags) {

    static final String COLOUR = "#[0-9a-fA-F]{3,8}|[a-zA-Z]{1,30}";
    static final String COLOUR_SAYS = "is a name such as yellow or a value such as #ffcc00";

    /** Fields that are absent stay as they are. */
    record Change(@Nullable @Size(min = 1, max = 20_000) String note,
                  @Nullable @Pattern(regexp = COLOUR, message = COLOUR_SAYS) String colour,
                  @Nullable @Size(max = 50) List<@NotBlank @Size(max = 100) String> tags) {
    }

    /** W3C Web Annotation Data Model, section 4.2. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({@JsonSubTypes.Type(value = TextQuote.class, name = "TextQuoteSelector"),
            @JsonSubTypes.Type(value = TextPosition.class, name = "TextPositionSelector"),
            @JsonSubTypes.Type(value = Fragment.class, name = "FragmentSelector")})
    @Schema(discriminatorProperty = "type", discriminatorMapping = {
            @DiscriminatorMapping(value = "TextQuoteSelector", schema = TextQuote.class),
            @DiscriminatorMapping(value = "TextPositionSelector", schema = TextPosition.class),
            @DiscriminatorMapping(value = "FragmentSelector", schema = Fragment.class)})
    sealed interface Selector {
    }

    record TextQuote(@NotBlank @Size(max = 5_000) String exact, @Nullable @Size(max = 500) String prefix,
                     @Nullable @Size(max = 500) String suffix) implements Selector {
    }

    /** Characters of the chapter's plain text, from 0, the end excluded. */
    record TextPosition(@Min(0) int start, @Min(0) int end) implements Selector {
    }

    /** @param value a CFI, as the client's reading system made it */
    record Fragment(@NotBlank @Size(max = 1024) @Pattern(regexp = "epubcfi\\(\\P{Cc}+\\)", message = "has the form epubcfi(/6/4!/4/2:0)") String value,
                    @Nullable @Pattern(regexp = "https?://(www\\.)?idpf\\.org/epub/linking/cfi/.*", message = "is the specification of CFIs") String conformsTo)
            implements Selector {
    }

    /** Where the annotation is, with what it quotes sealed. */
    Target target(PersonalKey key) {
        Quote quote = null;
        Span position = null;
        String cfi = null;
        for (var selector : selectors) {
            switch (selector) {
                case TextQuote text -> quote = new Quote(key.seal(text.exact()), sealed(key, text.prefix()), sealed(key, text.suffix()));
                case TextPosition span -> position = new Span(span.start(), span.end());
                case Fragment fragment -> cfi = fragment.value();
            }
        }
        return new Target(chapter, quote, position, cfi);
    }

    boolean namesEachTypeOnce() {
        return selectors.stream().map(Object::getClass).distinct().count() == selectors.size();
    }

    /** Whether the positions lie within a chapter of so many characters. */
    boolean liesWithin(int characters) {
        return selectors.stream().allMatch(selector -> !(selector instanceof TextPosition span)
                || span.start() <= span.end() && span.end() <= characters);
    }

    static @Nullable Sealed sealed(PersonalKey key, @Nullable String text) {
        return text == null ? null : key.seal(text);
    }
}
