package dev.lectern.command.epub;

import java.io.IOException;
import java.nio.file.Path;

/** Reads EPUB 2 and 3 files that nobody vouches for. The one door to whatever library does the work. */
public interface EpubReader {

    /**
     * A quick look, whatever the file's size: an EPUB container within the limits, with a package document, not encrypted.
     *
     * @param budget what the look may cost
     * @throws IOException if the file itself cannot be read; an interrupted thread ends this way too
     */
    void inspect(Path file, ReadingBudget budget) throws EpubRefused, IOException;

    /**
     * Reads the whole book and hands each of its files to the sink. At no time is more than one chapter in memory.
     *
     * @param fileName as the person called it: the title of a book that has none
     * @param budget   what the reading may cost
     * @throws IOException if the file cannot be read or the sink cannot write; an interrupted thread ends this way too
     */
    EpubBook read(Path file, String fileName, EpubSink sink, ReadingBudget budget) throws EpubRefused, IOException;

    /** Loads ahead what the first book would wait for. */
    void prepare();

    static EpubReader within(EpubLimits limits) {
        return new BoundedEpubReader(limits);
    }
}
