package dev.lectern.command.epub;

import java.io.IOException;
import java.nio.file.Path;

/** Opens the archive, and leaves the reading to {@link BookReading}. */
final class BoundedEpubReader implements EpubReader {

    private final EpubLimits limits;
    private final MarkupReader markup;
    private final LanguageDetection languages = new LanguageDetection();

    BoundedEpubReader(EpubLimits limits) {
        this.limits = limits;
        this.markup = new MarkupReader(limits);
    }

    @Override
    public void inspect(Path file) throws EpubRefused, IOException {
        var warnings = new Warnings(limits.warnings());
        try (EpubArchive archive = EpubArchive.open(file, limits)) {
            EpubContainer container = EpubContainer.of(archive, markup, limits, warnings);
            PackageDocument.read(archive, container, new BookPaths(archive, container.root()), markup, limits, warnings);
        }
    }

    @Override
    public EpubBook read(Path file, String fileName, EpubSink sink) throws EpubRefused, IOException {
        var warnings = new Warnings(limits.warnings());
        try (EpubArchive archive = EpubArchive.open(file, limits)) {
            EpubContainer container = EpubContainer.of(archive, markup, limits, warnings);
            var paths = new BookPaths(archive, container.root());
            PackageDocument book = PackageDocument.read(archive, container, paths, markup, limits, warnings);
            var fonts = new FontObfuscation(container.obfuscated(), book.identifiers());
            return new BookReading(archive, paths, fonts, book, markup, limits, languages, warnings, sink).book(fileName);
        } catch (RefusedWhileReading e) {
            throw e.refusal();
        }
    }
}
