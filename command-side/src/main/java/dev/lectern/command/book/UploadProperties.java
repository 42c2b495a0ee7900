package dev.lectern.command.book;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/** @param maxSize of an EPUB */
@Validated
@ConfigurationProperties("lectern.upload")
record UploadProperties(@DefaultValue("300MB") DataSize maxSize) {
}
