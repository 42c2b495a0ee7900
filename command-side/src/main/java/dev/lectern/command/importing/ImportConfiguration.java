package dev.lectern.command.importing;

import dev.lectern.command.epub.EpubLimits;
import dev.lectern.command.epub.EpubReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The EPUB reader with its limits. */
@Configuration(proxyBeanMethods = false)
class ImportConfiguration {

    @Bean
    EpubReader epubReader() {
        return EpubReader.within(EpubLimits.DEFAULT);
    }
}
