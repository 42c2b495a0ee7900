package dev.lectern.command.epub;

import java.io.IOException;
import java.nio.file.Path;

/** Opens the archive, and leaves the reading to {@link BookReading}. */
final class BoundedEpubReader implements EpubReader {

    private final EpubLimits limits;
    private final LanguageDetection languages = new LanguageDetection();

    BoundedEpubReader(EpubLimits limits) {
        this.limits = limits;
    }

    @Override
    public void prepare() {
        LanguageDetection.prepare();
    }

    @Override
    public void inspect(Path file, ReadingBudget budget) throws EpubRefused, IOException {
        var warnings = new Warnings(limits.warnings());
        var markup = new MarkupReader(limits, budget);
        try (EpubArchive archive = EpubArchive.open(file, limits, budget)) {
            EpubContainer container = EpubContainer.of(archive, markup, limits, warnings);
            PackageDocument.read(archive, container, new BookPaths(archive, container.root()), markup, limits, warnings);
        } catch (OverBudget e) {
            throw e.refusal();
        }
    }

    @Override
    public EpubBook read(Path file, String fileName, EpubSink sink, ReadingBudget budget) throws EpubRefused, IOException {
        var warnings = new Warnings(limits.warnings());
        var markup = new MarkupReader(limits, budget);
        try (EpubArchive archive = EpubArchive.open(file, limits, budget)) {
            EpubContainer container = EpubContainer.of(archive, markup, limits, warnings);
            var paths = new BookPaths(archive, container.root());
            PackageDocument book = PackageDocument.read(archive, container, paths, markup, limits, warnings);
            budget.keep(2 * container.packageDocument().size());
            var fonts = new FontObfuscation(container.obfuscated(), book.identifiers());
            return new BookReading(archive, paths, fonts, book, markup, limits, budget, languages, warnings, sink).book(fileName);
        } catch (RefusedWhileReading e) {
            throw e.refusal();
        } catch (OverBudget e) {
            throw e.refusal();
        }
    }
}
