package dev.lectern.command.epub;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The package document (OPF 2.0.1, EPUB 3.3 section 5): what the book says of itself, its files and their order.
 *
 * @param folder      that references in it start from
 * @param identifiers the unique one first
 * @param manifest    files by id
 * @param spine       the reading order, an entry for each {@code itemref}
 * @param ncx         the EPUB 2 navigation, if there is one
 * @param nav         the EPUB 3 navigation document, if there is one
 * @param covers      where the cover may be, the surest first: paths of pictures or of pages that show it
 */
record PackageDocument(
        String folder,
        BookMetadata metadata,
        List<String> identifiers,
        Map<String, Item> manifest,
        List<ItemRef> spine,
        @Nullable Item nav,
        @Nullable Item ncx,
        List<String> covers,
        @Nullable String pageProgression) {

    private static final int COVERS = 20;
    private static final String NCX_TYPE = "application/x-dtbncx+xml";

    /** @param path within the archive, or {@code null} if it leads out of the book */
    record Item(String id, @Nullable String path, String mediaType, List<String> properties, String fallback) {
    }

    /** @param item {@code null} if the manifest lists none of that id */
    record ItemRef(String id, boolean linear, @Nullable Item item) {

        String path() {
            return item == null || item.path() == null ? id : item.path();
        }
    }

    static PackageDocument of(MarkupTree document, String folder, BookPaths paths, EpubLimits limits, Warnings warnings)
            throws EpubRefused {
        MarkupTree opf = Objects.requireNonNullElse(document.descendant("package"), document);
        Map<String, Item> manifest = manifest(opf, folder, paths, limits);
        MarkupTree spine = Objects.requireNonNullElse(opf.descendant("spine"), document);
        List<ItemRef> itemRefs = spine(spine, manifest, limits);
        if (itemRefs.isEmpty()) {
            itemRefs = manifest.values().stream()
                    .filter(item -> item.path() != null && MediaType.isXhtml(item.mediaType(), item.path()))
                    .map(item -> new ItemRef(item.id(), true, item)).toList();
            if (itemRefs.isEmpty()) {
                throw EpubRefused.unreadable("This EPUB has no chapters: its package document lists none.");
            }
            warnings.add("The book doesn't say in which order its chapters are read; they come as they are listed.");
        }
        MarkupTree metadata = opf.child("metadata");
        return new PackageDocument(folder, BookMetadata.of(metadata == null ? document : metadata, limits), identifiers(opf), manifest,
                itemRefs, nav(manifest), ncx(manifest, spine.attributeOr("toc", "").trim()),
                covers(opf, manifest, folder, paths), progression(spine));
    }

    private static Map<String, Item> manifest(MarkupTree opf, String folder, BookPaths paths, EpubLimits limits)
            throws EpubRefused {
        var items = new LinkedHashMap<String, Item>();
        MarkupTree manifest = opf.descendant("manifest");
        for (MarkupTree item : manifest == null ? List.<MarkupTree>of() : manifest.descendants("item").toList()) {
            if (items.size() >= limits.manifestItems()) {
                throw EpubRefused.tooLarge("This EPUB lists more than %,d files.".formatted(limits.manifestItems()));
            }
            String id = item.attributeOr("id", "").trim();
            String href = item.attributeOr("href", "");
            items.putIfAbsent(id.isEmpty() ? "#" + items.size() : id, new Item(id, paths.path(folder, href),
                    item.attributeOr("media-type", "").trim().toLowerCase(Locale.ROOT),
                    item.tokens("properties"), item.attributeOr("fallback", "").trim()));
        }
        return items;
    }

    private static List<ItemRef> spine(MarkupTree spine, Map<String, Item> manifest, EpubLimits limits)
            throws EpubRefused {
        var itemRefs = new ArrayList<ItemRef>();
        for (MarkupTree itemRef : spine.descendants("itemref").toList()) {
            if (itemRefs.size() >= limits.spineItems()) {
                throw EpubRefused.tooLarge("This EPUB has more than %,d chapters.".formatted(limits.spineItems()));
            }
            String id = itemRef.attributeOr("idref", "").trim();
            itemRefs.add(new ItemRef(Prose.clean(id, limits.titleCharacters()), !itemRef.attributeOr("linear", "yes").trim().equalsIgnoreCase("no"),
                    manifest.get(id)));
        }
        return itemRefs;
    }

    private static List<String> identifiers(MarkupTree opf) {
        String unique = opf.attributeOr("unique-identifier", "").trim();
        return opf.descendants("identifier")
                .sorted(Comparator.comparing(identifier -> !identifier.attributeOr("id", "").equals(unique)))
                .map(identifier -> identifier.text().trim()).filter(identifier -> !identifier.isEmpty()).toList();
    }

    private static @Nullable Item nav(Map<String, Item> manifest) {
        return manifest.values().stream().filter(item -> item.properties().contains("nav")).findFirst().orElse(null);
    }

    private static @Nullable Item ncx(Map<String, Item> manifest, String toc) {
        Item named = manifest.get(toc);
        return named != null ? named
                : manifest.values().stream().filter(PackageDocument::isNcx).findFirst().orElse(null);
    }

    private static boolean isNcx(Item item) {
        return item.mediaType().equals(NCX_TYPE) || item.path() != null && item.path().endsWith(".ncx");
    }

    private static List<String> covers(MarkupTree opf, Map<String, Item> manifest, String folder, BookPaths paths) {
        Stream<Item> declared = manifest.values().stream().filter(item -> item.properties().contains("cover-image"));
        Stream<String> named = opf.descendants("meta")
                .filter(meta -> meta.attributeOr("name", "").equalsIgnoreCase("cover"))
                .flatMap(meta -> {
                    String content = meta.attributeOr("content", "").trim();
                    Item item = manifest.get(content);
                    // some name the file instead of its id
                    return Stream.ofNullable(item != null ? item.path() : paths.path(folder, content));
                });
        Stream<String> guided = opf.descendants("reference")
                .filter(reference -> reference.attributeOr("type", "").toLowerCase(Locale.ROOT).contains("cover"))
                .map(reference -> paths.path(folder, reference.attributeOr("href", "")))
                .filter(Objects::nonNull);
        // some forget to declare it, but call it so
        Stream<Item> called = manifest.values().stream()
                .filter(item -> item.mediaType().startsWith("image/"))
                .filter(item -> item.id().toLowerCase(Locale.ROOT).matches("cover([-_]?image)?"));
        return Stream.of(declared.map(Item::path), named, guided, called.map(Item::path))
                .flatMap(each -> each).filter(Objects::nonNull).distinct().limit(COVERS).toList();
    }

    private static @Nullable String progression(MarkupTree spine) {
        String direction = spine.attributeOr("page-progression-direction", "").trim();
        return direction.equals("rtl") || direction.equals("ltr") ? direction : null;
    }

    /** The file that a spine item is read from: itself, or the fallback that a reader can show (EPUB 3.3, 5.6.2). */
    @Nullable Item readable(Item item) {
        Item candidate = item;
        for (int hops = 0; candidate != null && hops < 8; hops++) {
            if (candidate.path() != null && (MediaType.isXhtml(candidate.mediaType(), candidate.path())
                    || MediaType.isPicture(candidate.path(), candidate.mediaType()))) {
                return candidate;
            }
            candidate = manifest.get(candidate.fallback());
        }
        return item.path() == null ? null : item;
    }

    static PackageDocument read(EpubArchive archive, EpubContainer container, BookPaths paths, MarkupReader markup,
                                EpubLimits limits, Warnings warnings) throws EpubRefused, IOException {
        ArchiveEntry entry = container.packageDocument();
        var outcome = markup.read(archive.bytes(entry, limits.documentBytes()), MarkupReader.Leniency.XML,
                MarkupTree.Builder::new);
        if (outcome.mended()) {
            warnings.add("The package document is not well-formed and was mended.");
        }
        return of(outcome.handler().tree(), ArchivePath.folder(entry.path()), paths, limits, warnings);
    }
}
