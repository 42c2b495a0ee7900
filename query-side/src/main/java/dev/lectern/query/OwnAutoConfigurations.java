package dev.lectern.query;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportSelector;
import org.springframework.core.annotation.AnnotationAttributes;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Spring Boot's auto-configuration, of the libraries that this service chose. Where several services run in one JVM the
 * class path holds the others' libraries too, and their auto-configurations must not start here.
 */
class OwnAutoConfigurations extends AutoConfigurationImportSelector {

    private static final List<String> FOREIGN = List.of("org.springframework.boot.kafka.",
            "org.springframework.boot.data.", "org.springframework.boot.hibernate.", "org.springframework.boot.batch.");

    @Override
    protected List<String> getCandidateConfigurations(AnnotationMetadata metadata, @Nullable AnnotationAttributes attributes) {
        return super.getCandidateConfigurations(metadata, attributes).stream()
                .filter(OwnAutoConfigurations::isOwn)
                .toList();
    }

    private static boolean isOwn(String name) {
        return name.startsWith("org.springdoc.")
                || name.startsWith("org.springframework.boot.") && FOREIGN.stream().noneMatch(name::startsWith);
    }

    @Override
    protected AnnotationAttributes getAttributes(@Nullable AnnotationMetadata metadata) {
        var attributes = new AnnotationAttributes();
        attributes.put("exclude", new String[0]);
        attributes.put("excludeName", new String[0]);
        return attributes;
    }
}
