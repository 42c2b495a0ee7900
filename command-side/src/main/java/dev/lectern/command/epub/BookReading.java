package dev.lectern.command.epub;

import dev.lectern.command.epub.EpubBook.Chapter;
import dev.lectern.command.epub.EpubBook.Cover;
import dev.lectern.command.epub.EpubBook.Resource;
import dev.lectern.command.epub.EpubBook.TocEntry;
import dev.lectern.command.epub.PackageDocument.Item;
import dev.lectern.command.epub.PackageDocument.ItemRef;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One book being read: its navigation, then its chapters one by one, then its resources. */
final class BookReading {

    /** Of a chapter in the list of chapters, beside its title and its path: two hashes, numbers, names. */
    private static final int CHAPTER_BYTES = 300;
    private static final int RESOURCE_BYTES = 300;

    private final EpubArchive archive;
    private final BookPaths paths;
    private final FontObfuscation fonts;
    private final PackageDocument book;
    private final MarkupReader markup;
    private final EpubLimits limits;
    private final ReadingBudget budget;
    private final LanguageDetection languages;
    private final Warnings warnings;
    private final EpubSink sink;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final BookLinks links;
    private final ChapterReading chapterReading;

    BookReading(EpubArchive archive, BookPaths paths, FontObfuscation fonts, PackageDocument book, MarkupReader markup, EpubLimits limits,
                ReadingBudget budget, LanguageDetection languages, Warnings warnings, EpubSink sink) {
        this.archive = archive;
        this.paths = paths;
        this.fonts = fonts;
        this.book = book;
        this.markup = markup;
        this.limits = limits;
        this.budget = budget;
        this.languages = languages;
        this.warnings = warnings;
        this.sink = sink;
        for (int i = 0; i < book.spine().size(); i++) {
            numbers.putIfAbsent(book.spine().get(i).path(), i + 1);
        }
        this.links = new BookLinks(paths, numbers, servedTypes(), warnings);
        this.chapterReading = new ChapterReading(archive, book, markup, limits, links, warnings, sink);
    }

    EpubBook book(String fileName) throws EpubRefused, IOException {
        BookMetadata metadata = book.metadata();
        String title = metadata.title().isEmpty() ? titleFrom(fileName) : metadata.title();
        List<TocEntry> declaredToc = toc();
        var samples = new TextSamples();
        List<Chapter> chapters = chapters(title, TableOfContents.titles(declaredToc), samples);
        Map<String, Resource> resources = resources();
        warnAboutMissingFiles();
        Cover cover = new CoverFinder(archive, resources, limits, warnings).among(coverCandidates());
        return new EpubBook(title, metadata.authors(), languages.of(samples, metadata.languages()),
                metadata.languages(), metadata.subject(), metadata.description(), cover, book.pageProgression(),
                metadata.fixedLayout(), chapters, declaredToc.isEmpty() ? tocOf(chapters) : declaredToc, resources,
                warnings.sentences());
    }

    private String titleFrom(String fileName) {
        String name = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        String title = Prose.clean(name.replaceFirst("(?i)\\.epub$", "").replace('_', ' '), limits.titleCharacters());
        return title.isEmpty() ? "Untitled" : title;
    }

    private List<TocEntry> toc() throws EpubRefused, IOException {
        for (Item item : new Item[]{book.nav(), book.ncx()}) {
            ArchiveEntry entry = item == null || item.path() == null ? null : archive.find(item.path());
            if (entry != null) {
                boolean isNav = item.equals(book.nav());
                MarkupTree tree = markup.read(archive.bytes(entry, limits.documentBytes()),
                        isNav ? MarkupReader.Leniency.HTML : MarkupReader.Leniency.XML, MarkupTree.Builder::new)
                        .handler().tree();
                var toc = new TableOfContents(paths, numbers, limits, warnings);
                String folder = ArchivePath.folder(entry.path());
                List<TocEntry> entries = isNav ? toc.ofNav(tree, folder) : toc.ofNcx(tree, folder);
                budget.keep(2 * entry.size());
                if (!entries.isEmpty()) {
                    return entries;
                }
            }
        }
        return List.of();
    }

    private static List<TocEntry> tocOf(List<Chapter> chapters) {
        return chapters.stream()
                .map(chapter -> new TocEntry(chapter.title(), chapter.href(), chapter.number(), List.of())).toList();
    }

    private List<Chapter> chapters(String bookTitle, Map<Integer, String> tocTitles, TextSamples samples)
            throws EpubRefused, IOException {
        var chapters = new ArrayList<Chapter>();
        long spineBytes = 0;
        for (ItemRef itemRef : book.spine()) {
            int number = chapters.size() + 1;
            budget.look();
            ChapterReading.Stored stored = chapterReading.read(itemRef, samples);
            String title = titleOf(number, tocTitles.get(numbers.get(itemRef.path())), stored, bookTitle);
            long bytes = CHAPTER_BYTES + utf8(title) + utf8(itemRef.path());
            spineBytes += bytes;
            if (spineBytes > limits.spineBytes()) {
                throw EpubRefused.tooLarge("This EPUB has too many chapters with names that are too long.");
            }
            budget.keep(2 * bytes);
            chapters.add(new Chapter(number, title, itemRef.path(), itemRef.linear(), stored.content(), stored.text(),
                    stored.characters(), stored.words()));
        }
        return List.copyOf(chapters);
    }

    private static long utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private String titleOf(int number, @Nullable String inToc, ChapterReading.Stored stored, String bookTitle) {
        if (inToc != null) {
            return inToc;
        }
        String heading = Prose.clean(stored.heading(), limits.titleCharacters());
        if (!heading.isEmpty()) {
            return heading;
        }
        String title = Prose.clean(stored.title(), limits.titleCharacters());
        boolean saysNothing = title.isEmpty() || title.equals(bookTitle)
                || title.toLowerCase(Locale.ROOT).matches("untitled|unknown|.*\\.x?html?");
        return saysNothing ? "Chapter " + number : title;
    }

    private Map<String, String> servedTypes() {
        var declared = new HashMap<String, String>();
        book.manifest().values().forEach(item -> {
            if (item.path() != null) {
                declared.putIfAbsent(item.path(), item.mediaType());
            }
        });
        var types = new LinkedHashMap<String, String>();
        for (ArchiveEntry entry : archive.entries()) {
            String path = entry.path();
            String type = MediaType.served(path, declared.getOrDefault(path, ""));
            if (type != null && !path.startsWith("__MACOSX/")) {
                types.put(path, type);
            }
        }
        return types;
    }

    private Map<String, Resource> resources() throws EpubRefused, IOException {
        var resources = new LinkedHashMap<String, Resource>();
        for (var served : links.resources().entrySet()) {
            ArchiveEntry entry = archive.find(served.getKey());
            if (entry == null) {
                continue;
            }
            budget.keep(RESOURCE_BYTES + 2L * entry.path().length());
            if (served.getValue().equals(MediaType.SVG)) {
                resources.put(entry.path(), kept(drawing(entry), MediaType.SVG));
            } else if (served.getValue().equals(MediaType.CSS)) {
                resources.put(entry.path(), kept(styleSheet(entry), MediaType.CSS));
            } else {
                try (InputStream in = archive.open(entry)) {
                    resources.put(entry.path(), new Resource(sink.resource(fonts.clear(entry.path(), in)),
                            served.getValue(), entry.size()));
                }
            }
        }
        return resources;
    }

    private Resource kept(String text, String mediaType) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Resource(sink.resource(new ByteArrayInputStream(bytes)), mediaType, bytes.length);
    }

    private String styleSheet(ArchiveEntry entry) throws EpubRefused, IOException {
        byte[] bytes = archive.bytes(entry, limits.documentBytes());
        budget.look();
        // decoded, cleaned and encoded again
        budget.use(bytes.length * 8L);
        return StyleSheet.cleaned(MarkupEncoding.decode(bytes));
    }

    private String drawing(ArchiveEntry entry) throws EpubRefused, IOException {
        ChapterWriter writer = markup.read(archive.bytes(entry, limits.documentBytes()), MarkupReader.Leniency.XML,
                () -> ChapterWriter.ofPicture(links.within(entry.path()))).handler();
        return writer.written().xhtml();
    }

    private void warnAboutMissingFiles() {
        for (Item item : book.manifest().values()) {
            if (item.path() != null && archive.find(item.path()) == null && !numbers.containsKey(item.path())) {
                warnings.add("“%s” is missing or can't be shown.".formatted(Prose.shorten(item.path())));
            }
        }
    }

    private List<String> coverCandidates() throws EpubRefused, IOException {
        var candidates = new ArrayList<String>();
        for (String declared : book.covers()) {
            String picture = links.resources().containsKey(declared)
                    ? declared : chapterReading.firstImageOf(declared);
            if (picture != null) {
                candidates.add(picture);
            }
        }
        String first = chapterReading.firstImageOf(book.spine().getFirst().path());
        if (first != null) {
            candidates.add(first);
        }
        return candidates;
    }
}
