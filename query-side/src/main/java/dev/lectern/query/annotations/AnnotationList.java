package dev.lectern.query.annotations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A list of annotations, or a part of it (W3C Web Annotation Data Model, section 5). */
sealed interface AnnotationList {

    /** Where the next part is, or {@code null} at the end. */
    @Nullable String next();

    /** @param total of the whole list */
    record AnnotationCollection(@JsonProperty("@context") List<Object> context, String id, String type, long total,
                                AnnotationPage first) implements AnnotationList {

        @Override
        public @Nullable String next() {
            return first.next();
        }
    }

    /** Within its collection it has no context and is part of nothing else. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AnnotationPage(@JsonProperty("@context") @Nullable List<Object> context, String id, String type,
                          @Nullable String partOf, List<Annotation> items, @Nullable String next) implements AnnotationList {
    }

    static AnnotationList whole(UUID book, long total, String self, List<Annotation> items, @Nullable String next) {
        return new AnnotationCollection(context(book), path(book), "AnnotationCollection", total,
                new AnnotationPage(null, self, "AnnotationPage", null, items, next));
    }

    static AnnotationList part(UUID book, String self, List<Annotation> items, @Nullable String next) {
        return new AnnotationPage(context(book), self, "AnnotationPage", path(book), items, next);
    }

    static String path(UUID book) {
        return "/api/v1/books/" + book + "/annotations";
    }

    private static List<Object> context(UUID book) {
        return List.of("http://www.w3.org/ns/anno.jsonld", Map.of("@base", path(book) + "/"));
    }
}
