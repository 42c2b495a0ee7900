package dev.lectern.command.epub;

import dev.lectern.command.epub.PackageDocument.Item;
import dev.lectern.command.epub.PackageDocument.ItemRef;
import dev.lectern.contracts.content.ContentHash;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one spine item after the other and hands each to the sink. */
final class ChapterReading {

    /** What is left of a chapter when it is in the sink. */
    record Stored(ContentHash content, ContentHash text, int characters, int words, String heading, String title) {
    }

    private final EpubArchive archive;
    private final PackageDocument book;
    private final MarkupReader markup;
    private final EpubLimits limits;
    private final BookLinks links;
    private final Warnings warnings;
    private final EpubSink sink;
    private final Map<String, Stored> stored = new HashMap<>();
    private @Nullable Stored missing;
    private final Map<String, Optional<String>> firstImages = new HashMap<>();

    ChapterReading(EpubArchive archive, PackageDocument book, MarkupReader markup, EpubLimits limits, BookLinks links,
                   Warnings warnings, EpubSink sink) {
        this.archive = archive;
        this.book = book;
        this.markup = markup;
        this.limits = limits;
        this.links = links;
        this.warnings = warnings;
        this.sink = sink;
    }

    /** A file is read once, however often the spine names it, by whatever name or as whatever's fallback. */
    Stored read(ItemRef itemRef, TextSamples samples) throws EpubRefused, IOException {
        Item item = itemRef.item() == null ? null : book.readable(itemRef.item());
        ArchiveEntry entry = item == null || item.path() == null ? null : archive.find(item.path());
        if (item == null || entry == null) {
            warnings.add("The chapter “%s” is missing.".formatted(Prose.shorten(itemRef.path())));
            return missing();
        }
        Stored before = stored.get(entry.path());
        if (before == null) {
            before = read(item, entry, samples);
            stored.put(entry.path(), before);
        }
        return before;
    }

    private Stored missing() throws IOException {
        if (missing == null) {
            missing = stored(ChapterDocument.EMPTY, "", "");
        }
        return missing;
    }

    private Stored read(Item item, ArchiveEntry entry, TextSamples samples) throws EpubRefused, IOException {
        if (!MediaType.isXhtml(item.mediaType(), entry.path()) && !MediaType.isSvg(item.mediaType(), entry.path())) {
            return picture(entry);
        }
        ChapterWriter writer = written(entry, item.mediaType());
        ChapterDocument document = ChapterDocument.of(writer.written());
        samples.add(document.text());
        return stored(document, writer.heading(), writer.title());
    }

    private Stored stored(ChapterDocument document, String heading, String title) throws IOException {
        return new Stored(document.keptIn(sink), ContentHash.of(document.text()), document.text().length(),
                Prose.words(document.text()), heading, title);
    }

    private Stored picture(ArchiveEntry entry) throws IOException {
        String address = links.from(entry.path()).resource(ArchivePath.name(entry.path()));
        return stored(address == null ? ChapterDocument.EMPTY : new ChapterDocument("",
                "<div><img src=\"" + ChapterText.escaped(address) + "\" alt=\"\"/></div>", new int[0]), "", "");
    }

    private ChapterWriter written(ArchiveEntry entry, String mediaType) throws EpubRefused, IOException {
        ChapterLinks outgoing = links.from(entry.path());
        boolean isPicture = MediaType.isSvg(mediaType, entry.path());
        var outcome = markup.read(archive.bytes(entry, limits.documentBytes()), MarkupReader.Leniency.HTML,
                () -> isPicture ? ChapterWriter.ofPicture(outgoing) : ChapterWriter.ofProse(outgoing));
        if (outcome.mended()) {
            warnings.add("“%s” is not well-formed XHTML and was mended.".formatted(Prose.shorten(entry.path())));
        }
        firstImages.put(entry.path(), Optional.ofNullable(outcome.handler().firstImage())
                .map(image -> links.paths().path(ArchivePath.folder(entry.path()), image)));
        return outcome.handler();
    }

    /** The path of the first picture that a document shows, whether or not it is in the spine. */
    @Nullable String firstImageOf(String path) throws EpubRefused, IOException {
        Optional<String> known = firstImages.get(path);
        if (known != null) {
            return known.orElse(null);
        }
        ArchiveEntry entry = archive.find(path);
        if (entry == null || !MediaType.isXhtml("", path)) {
            return null;
        }
        written(entry, "");
        return firstImageOf(entry.path());
    }
}
