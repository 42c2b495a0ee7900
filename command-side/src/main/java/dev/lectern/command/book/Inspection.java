package dev.lectern.command.book;

import dev.lectern.command.epub.EpubReader;
import dev.lectern.command.epub.EpubRefused;
import dev.lectern.command.epub.ReadingBudget;
import dev.lectern.command.epub.Turns;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The quick look at an upload, on threads of its own: a file that was made to keep a processor busy must not do so on the few threads
 * that carry all requests.
 */
@Component
class Inspection implements DisposableBean {

    private static final int AT_ONCE = 2;
    private static final Duration TIME = Duration.ofSeconds(30);
    private static final Duration PROCESSOR_TIME = Duration.ofSeconds(5);
    private static final long MEMORY = 64 << 20;

    private final EpubReader reader;
    private final Turns turns;
    private final ExecutorService threads =
            Executors.newFixedThreadPool(AT_ONCE, Thread.ofPlatform().name("upload-inspection-", 1).daemon().factory());

    Inspection(EpubReader reader, Turns turns) {
        this.reader = reader;
        this.turns = turns;
    }

    /** @throws EpubRefused if it is no readable EPUB, or can't be told so within the time of a look */
    void inspect(Path file) throws EpubRefused, IOException {
        var look = threads.submit(() -> {
            try (var turn = turns.take()) {
                reader.inspect(file, ReadingBudget.of(TIME, PROCESSOR_TIME, MEMORY, turn::pass));
            }
            return file;
        });
        try {
            look.get();
        } catch (InterruptedException e) {
            look.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a file was looked at");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case EpubRefused refused -> throw refused;
                case IOException failed -> throw failed;
                case OutOfMemoryError _ -> throw EpubRefused.beyondMemory();
                case null, default -> throw new IllegalStateException("an upload could not be looked at", e.getCause());
            }
        }
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
