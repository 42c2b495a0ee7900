package dev.lectern.query.content;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where the books' contents are.
 *
 * @param directory the content store's, shared with the command side
 */
@Validated
@ConfigurationProperties("lectern.content")
record ContentProperties(@NotNull Path directory) {
}
