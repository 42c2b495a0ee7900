package dev.lectern.command.importing;

import dev.lectern.command.epub.EpubReader;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Once the service is ready, the EPUB reader loads what the first book would wait for, beside the work. */
@Component
class ReaderPreparation {

    private final EpubReader reader;

    ReaderPreparation(EpubReader reader) {
        this.reader = reader;
    }

    @EventListener(ApplicationReadyEvent.class)
    void prepare() {
        Thread.ofPlatform().name("reader-preparation").daemon().priority(Thread.MIN_PRIORITY).start(reader::prepare);
    }
}
