package dev.lectern.command.content;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** @param directory where books, chapters and pictures are kept under their hashes; shared by all instances */
@Validated
@ConfigurationProperties("lectern.content")
public record ContentProperties(@DefaultValue("./content") Path directory) {
}
