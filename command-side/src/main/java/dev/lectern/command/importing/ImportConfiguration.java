package dev.lectern.command.importing;

import dev.lectern.command.epub.EpubLimits;
import dev.lectern.command.epub.EpubReader;
import dev.lectern.command.epub.Turns;
import dev.lectern.web.performance.ReaderActivity;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The EPUB reader with its limits, and the processors that it may keep busy. */
@Configuration(proxyBeanMethods = false)
class ImportConfiguration {

    @Bean
    EpubReader epubReader() {
        return EpubReader.within(EpubLimits.DEFAULT);
    }

    @Bean
    Turns readingTurns(ImportProperties imports, ReaderActivity readers) {
        int processors = imports.processors() > 0 ? imports.processors() : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        return new Turns(processors, imports.courtesy(), readers::requests);
    }
}
